// The walk over one platform: what may be asked, how often, and what was seen. Every request is on record.
#pragma once

#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "inspect/site/attachment_rules.hpp"
#include "inspect/site/page_reading.hpp"
#include "inspect/site/robots.hpp"
#include "inspect/site/site.hpp"

namespace yw::site {

struct Visit {
    PageRecord record;
    WebAddress final_address;
    std::shared_ptr<const PageReading> page;  ///< of HTML answered with 200
    Paper paper = Paper::kUnknown;            ///< of anything else answered with 200

    bool ok() const { return record.status >= 200 && record.status < 300; }
    /// The answer says that the page is not there, or broken: nobody could use it.
    bool dead() const;
};

class Walk {
public:
    Walk(const Plan& plan, const Surroundings& around, WebAddress entrance);

    /// robots.txt and the entrance.
    const Visit& begin();
    /// Once for each address; later calls give what was seen. Refused addresses are on record with their reason; what
    /// there were no requests left for is only told (until the next call).
    const Visit& open(const WebAddress& address, const std::string& why);
    /// A search: never remembered under the plain address.
    const Visit& send(const Asked& asked);
    bool seen(const WebAddress& address) const { return visits_.contains(address.text); }
    bool inside(const WebAddress& address) const { return same_site(address, entrance_); }
    /// Requests that may still be made.
    int left() const { return plan_.most_pages - requests_; }
    bool stopped() const { return stopped_; }
    const std::string& robots_found() const { return robots_found_; }
    const WebAddress& entrance() const { return entrance_; }

    /// In the order in which they were opened.
    const std::vector<std::unique_ptr<Visit>>& visits() const { return order_; }

private:
    Visit& refused(const Asked& asked, const std::string& why, const std::string& reason);
    Answer polite_get(const Asked& asked);
    void follow(Asked asked, Visit& visit);
    void keep(Visit& visit, const Answer& answer);

    const Plan& plan_;
    const Surroundings& around_;
    WebAddress entrance_;
    Robots robots_;
    std::string robots_found_;
    std::chrono::milliseconds interval_;
    UtcTime last_{};
    int requests_ = 0;
    int refusals_ = 0;  ///< 429 and 503 one after the other
    bool stopped_ = false;
    Visit not_asked_;
    std::map<std::string, Visit*> visits_;
    std::vector<std::unique_ptr<Visit>> order_;
};

}  // namespace yw::site
