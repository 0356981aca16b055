// A published guide as its page shows it: can I, what do I need, how does it go, where and when, fee, law, questions.
#pragma once

#include "catalogue/catalogue.hpp"
#include "portal/site.hpp"

namespace yw::portal {

/// Paper: every answer stands open. Draft: not published yet, for its author; nothing can be done from it.
enum class GuideForm { kScreen, kPaper, kDraft };

/// Fills portal/guide.html. `current` is the version in force: an older one says so on top and offers no action. 0:
/// none is, the item has been taken off.
/// @param forms_url  folder of the papers of materials; empty: those of the published version
void fill_guide(html::View& view,
                const catalogue::PublishedGuide& published,
                int current,
                GuideForm form,
                const std::string& forms_url = {});

/// "20元", "按材料份数" … what the bar of facts says of money: the sum where each fee has an amount.
std::string money_text(const std::vector<catalogue::Fee>& fees);

}  // namespace yw::portal
