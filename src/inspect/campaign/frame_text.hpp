// The frame of a campaign as people type or paste it: a platform a line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kernel/result.hpp"

namespace yw::campaign {

struct FramePlatform {
    std::string stratum;  ///< province | city | county
    std::string name;
    std::string address;
    bool named = false;  ///< always in the sample
};

struct FrameText {
    std::vector<FramePlatform> platforms;
    std::vector<FieldError> wrong;  ///< "第3行" and what is wrong with it
};

/// Lines of "省级 名称 网址 [必查]", separated by tabs or commas; empty lines are skipped.
FrameText read_frame(std::string_view text);

}  // namespace yw::campaign
