// The peer: Lucene 8 with BM25 over the same pairs of characters, block-max WAND, the region as a cached filter, warm.
// java SearchPeer FOLDER, driven on standard input like bench_search: "round CLASS SCOPE" -> "p50 p99" in µs.
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.lucene.analysis.core.WhitespaceAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.LRUQueryCache;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryCachingPolicy;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.TopScoreDocCollector;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.MMapDirectory;
import org.apache.lucene.util.BytesRef;

public class SearchPeer {
    static String pairs(String text) {
        StringBuilder out = new StringBuilder();
        for (String run : text.split(" "))
            for (int i = 0; i + 1 < run.length(); i++) out.append(run, i, i + 2).append(' ');
        return out.toString();
    }

    static long low(String code, int digits) {
        return Long.parseLong(code.substring(0, digits)) * (long) Math.pow(10, 12 - digits);
    }

    static Query region(String code, String scope) {
        List<BytesRef> chain = new ArrayList<>();
        for (int digits : new int[] {12, 9, 6, 4, 2, 0}) chain.add(new BytesRef((code.substring(0, digits) + "000000000000").substring(0, 12)));
        Query above = new TermInSetQuery("region", chain);
        if (scope.equals("place")) return above;
        long first = low(code, 2);
        Query within = LongPoint.newRangeQuery("number", first, first + 9_999_999_999L);
        return new BooleanQuery.Builder().add(above, Occur.SHOULD).add(within, Occur.SHOULD).build();
    }

    static Query query(String kind, String text, Query region) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        if (kind.equals("prefix")) {
            all.add(new PrefixQuery(new Term("name", text)), Occur.MUST);
        } else {
            Occur occur = kind.equals("two_and") || kind.equals("ten_words") ? Occur.MUST : Occur.SHOULD;
            BooleanQuery.Builder words = new BooleanQuery.Builder();
            for (String pair : pairs(text).trim().split(" ")) words.add(new TermQuery(new Term("text", pair)), occur);
            all.add(words.build(), Occur.MUST);
        }
        return all.add(region, Occur.FILTER).build();
    }

    public static void main(String[] args) throws Exception {
        Path folder = Paths.get(args[0]);
        long began = System.nanoTime();
        Directory directory = new MMapDirectory(folder.resolve("lucene"));
        try (IndexWriter writer = new IndexWriter(directory, new IndexWriterConfig(new WhitespaceAnalyzer()).setOpenMode(IndexWriterConfig.OpenMode.CREATE).setRAMBufferSizeMB(512));
             BufferedReader documents = Files.newBufferedReader(folder.resolve("documents.tsv"))) {
            for (String line; (line = documents.readLine()) != null;) {
                String[] fields = line.split("\t", -1);
                Document document = new Document();
                document.add(new StringField("id", fields[0], Field.Store.YES));
                document.add(new StringField("region", fields[1], Field.Store.NO));
                document.add(new LongPoint("number", Long.parseLong(fields[1])));
                document.add(new StringField("name", fields[2], Field.Store.NO));
                document.add(new TextField("text", pairs(fields[2]) + pairs(fields[3]), Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
        DirectoryReader reader = DirectoryReader.open(directory);
        IndexSearcher searcher = new IndexSearcher(reader);
        // Only the region filters are kept, always: no query is answered from a cache of itself.
        searcher.setQueryCache(new LRUQueryCache(10_000, 512L << 20, context -> true, Float.POSITIVE_INFINITY));
        searcher.setQueryCachingPolicy(new QueryCachingPolicy() {
            public void onUse(Query query) {}
            public boolean shouldCache(Query query) {
                return query instanceof TermInSetQuery || query instanceof org.apache.lucene.search.PointRangeQuery
                    || (query instanceof BooleanQuery && ((BooleanQuery) query).clauses().stream().anyMatch(c -> c.getQuery() instanceof TermInSetQuery && c.getOccur() == Occur.SHOULD));
            }
        });
        Map<String, List<String[]>> queries = new HashMap<>();
        for (String line : Files.readAllLines(folder.resolve("queries.tsv"))) {
            String[] fields = line.split("\t", -1);
            queries.computeIfAbsent(fields[0], key -> new ArrayList<>()).add(fields);
        }
        long bytes = 0;
        for (String file : directory.listAll()) bytes += directory.fileLength(file);
        System.out.printf("ready %d documents, index %d MB, built in %.1f s%n", reader.numDocs(), bytes / 1_000_000, (System.nanoTime() - began) / 1e9);
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line; (line = commands.readLine()) != null;) {
            String[] words = line.split(" ");
            List<String[]> list = queries.get(words[1]);
            double[] took = new double[list.size()];
            for (int i = 0; i < took.length; i++) {
                String[] one = list.get(i);
                long start = System.nanoTime();
                // Counting no further than asked for: the most that block-max WAND can skip.
                TopScoreDocCollector collector = TopScoreDocCollector.create(10, 10);
                searcher.search(query(one[0], one[2], region(one[1], words[2])), collector);
                collector.topDocs();
                took[i] = (System.nanoTime() - start) / 1000.0;
            }
            Arrays.sort(took);
            System.out.printf("%.2f %.2f%n", took[took.length / 2], took[took.length * 99 / 100]);
        }
    }
}
