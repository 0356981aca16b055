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

struct FrameItem {
    std::string platform;  ///< its address
    std::string name;
    std::string address;  ///< of the guide; may be empty
    bool named = false;
};

struct ItemText {
    std::vector<FrameItem> items;
    std::vector<FieldError> wrong;
};

/// Lines of "省级 名称 网址 [必查]", separated by tabs or commas; empty lines are skipped.
FrameText read_frame(std::string_view text);

/// Lines of "平台网址 事项名称 [指南网址] [必查]", as above.
ItemText read_item_frame(std::string_view text);

/// One name a line. @param wrong  says so when there are too many, or one is too long
std::vector<std::string> read_names(std::string_view text, std::vector<FieldError>& wrong, const char* field);

/// "https://x.cn" and "https://x.cn/" are one entrance.
std::string_view bare_address(std::string_view address);

}  // namespace yw::campaign
