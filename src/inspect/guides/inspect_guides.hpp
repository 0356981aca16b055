// `yiwang inspect guides` and `yiwang inspect clauses`: the linter over anybody's guides and lists of materials.
//
// Streams: the memory does not grow with the guides (of CSV, 16 bytes for each stretch of materials or stages of one
// guide). A line that cannot be read is named and counted as not checked, never as failed.
#pragma once

#include <functional>
#include <istream>
#include <ostream>
#include <string>

namespace yw::inspect {

struct GuideFiles {
    std::string guides;     ///< JSON lines, or CSV when its name ends in .csv or .tsv; "-" is standard input
    std::string materials;  ///< CSV: rows that name their guide
    std::string stages;
    bool as_json = false;  ///< one object a guide in place of the report
    bool stop = false;     ///< at the first line that cannot be read
    int limit = 20;        ///< guides that the report shows one by one
};

/// Exit codes of the two commands.
inline constexpr int kAllRead = 0;     ///< whatever was found
inline constexpr int kNotOpened = 1;   ///< no file, or no column that names the guide
inline constexpr int kSomeUnread = 2;  ///< the others were inspected

/// Told the share of the input that was read, 0 to 1000, and the guides so far.
using Progress = std::function<void(int permille, long long guides)>;

/// @param problems  lines that cannot be read: file, line, column, why
int inspect_guides(const GuideFiles& files,
                   std::ostream& out,
                   std::ostream& problems,
                   const Progress& progress = nullptr);
/// JSON lines from a stream.
int inspect_lines(std::istream& in,
                  const GuideFiles& files,
                  std::ostream& out,
                  std::ostream& problems,
                  const Progress& progress = nullptr,
                  long long size = 0);

/// Tab-separated rows with the columns id and text, by header; writes id, verdict, rule, marked words.
int inspect_clauses(std::istream& in, std::ostream& out, std::ostream& problems);

/// Every rule with its severity, reason and examples, for an operator.
void list_rules(std::ostream& out);

}  // namespace yw::inspect
