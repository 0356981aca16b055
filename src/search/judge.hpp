// How good search is, by a list of queries and what should be found for each.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "search/search.hpp"

namespace yw::search {

inline constexpr ErrorCode kJudgementsUnreadable{"search.judgements_unreadable", Kind::kInvalid};

struct JudgedQuery {
    std::string id;
    std::string text;
    std::string kind;                   ///< class of query: abbreviation, typo …
    std::map<std::string, int> grades;  ///< source_id or name -> 2 expected, 1 acceptable; empty: nothing answers it
};

/// Tables with a row of names, tab between fields: qid, query, type; and qid, item_id, grade.
Result<std::vector<JudgedQuery>> read_judgements(std::string_view queries, std::string_view judgements);

/// The product's own list, judged on the demonstration place.
std::vector<JudgedQuery> built_in_judgements();

struct Judged {
    std::size_t queries = 0;                                       ///< with an answer
    double success_at_1 = 0, success_at_3 = 0, success_at_10 = 0;  ///< share with an item of grade 1 or 2 so far up
    double ndcg_at_10 = 0;
    double recall_at_10 = 0;     ///< of the items of any grade, at most ten
    double without_results = 0;  ///< share
    double expected = 0;         ///< grade 2 in the first three, and half of grade 2 in the first ten
    std::size_t unanswerable = 0;
    std::size_t refused = 0;  ///< unanswerable ones with nothing, or results marked as unsure
};

struct Judgement {
    Judged all;
    std::map<std::string, Judged> by_kind;
    struct Miss {
        std::string query;
        std::string first;  ///< what came first; empty: nothing
    };
    std::vector<Miss> misses;  ///< nothing right in the first three, or an answer where there is none
};

using Ask = std::function<Answer(const std::string& query)>;  ///< the first ten
Judgement judge(const std::vector<JudgedQuery>& queries, const Ask& ask);
std::string as_text(const Judgement& judgement);

}  // namespace yw::search
