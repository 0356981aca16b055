// What an inspection of guides adds up to, beside the shares that the circular of 2017 found.
#pragma once

#include <array>
#include <map>
#include <ostream>
#include <string>
#include <vector>

#include "inspect/guides/national_guide.hpp"
#include "lint/lint.hpp"

namespace yw::inspect {

/// {"case_id":…,"defects":[…],"unchecked":[…],"findings":[…]} and a line end, appended.
void append_json(std::string& out, const NationalGuide& guide, const std::vector<lint::Finding>& findings);

class GuideReport {
public:
    explicit GuideReport(int limit) : limit_(limit) {}
    void add(const NationalGuide& guide, std::vector<lint::Finding> findings);
    void add_unread() { ++unread_; }
    long long guides() const { return guides_; }
    void write(std::ostream& out) const;

private:
    struct Shown {
        std::string id;
        std::string name;
        std::vector<lint::Finding> findings;
    };
    static constexpr std::size_t kDefects = 6;
    int limit_;
    long long guides_ = 0;
    long long clean_ = 0;
    long long unread_ = 0;
    std::array<long long, kDefects> failed_{};
    std::array<long long, kDefects> unchecked_{};
    std::map<std::string_view, long long> rules_;
    std::vector<Shown> shown_;
};

}  // namespace yw::inspect
