// `yiwang inspect site URL`: one inspection from the command line, with its report and its evidence in a folder.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <vector>

namespace yw::site {

struct SiteArgs {
    std::string address;
    std::string report;     ///< folder for report.html, report.json, evidence and pictures; empty: none
    std::string json_file;  ///< the report as JSON; "-": standard output in place of the text
    std::string contact;    ///< whom the platform may ask about the inspection: part of the User-Agent
    std::string seed = "1";
    std::vector<std::string> named;
    std::string items_file;  ///< addresses of guides, one a line; empty: none
    double per_second = 1;
    int most_pages = 200;
    int columns = 60;
    int guides = 20;
    int searches = 6;
    int papers = 40;
    int timeout_s = 20;
    bool pictures = true;
    std::string browser = "/usr/bin/chromium";  ///< takes the pictures
};

/// 0: inspected, whatever was found; 1: the entrance did not open; 2: the address cannot be read.
int run_inspect_site(const SiteArgs& args, std::ostream& out, std::ostream& complaints);

}  // namespace yw::site
