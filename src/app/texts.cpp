#include "app/installation.hpp"
#include "app/pages.hpp"
#include "app/strings.hpp"
#include "asking/strings.hpp"
#include "authoring/pages.hpp"
#include "authoring/strings.hpp"
#include "calendars/strings.hpp"
#include "cases/pages.hpp"
#include "cases/strings.hpp"
#include "catalogue/strings.hpp"
#include "decisions/pages.hpp"
#include "decisions/strings.hpp"
#include "findability/pages.hpp"
#include "findability/strings.hpp"
#include "guided/pages.hpp"
#include "guided/strings.hpp"
#include "identity/pages.hpp"
#include "identity/strings.hpp"
#include "inspect/campaign/pages.hpp"
#include "inspect/campaign/strings.hpp"
#include "inspect/self/pages.hpp"
#include "inspect/self/strings.hpp"
#include "inspect/site/pages.hpp"
#include "inspect/site/strings.hpp"
#include "platform/html/html.hpp"
#include "platform/strings/strings.hpp"
#include "portal/pages.hpp"
#include "portal/strings.hpp"
#include "publication/pages.hpp"
#include "publication/strings.hpp"
#include "rating/pages.hpp"
#include "rating/strings.hpp"
#include "search/strings.hpp"

namespace yw::app {

void add_all_texts() {
    for (const auto pages : {portal::pages(), identity::pages(), cases::pages(), authoring::pages(), rating::pages(),
                             decisions::pages(), findability::pages(), guided::pages(), self::pages(),
                             publication::pages(), site::pages(), campaign::pages(), app::pages()})
        html::add_templates(pages);
    for (const auto entries :
         {portal::strings_table(), identity::strings_table(), catalogue::strings_table(), cases::strings_table(),
          authoring::strings_table(), rating::strings_table(), decisions::strings_table(), findability::strings_table(),
          search::strings_table(), asking::strings_table(), guided::strings_table(), self::strings_table(),
          publication::strings_table(), calendars::strings_table(), site::strings_table(), campaign::strings_table(),
          app::strings_table()})
        strings::add(entries);
}

}  // namespace yw::app
