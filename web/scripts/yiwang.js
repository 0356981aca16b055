// Everything here only improves pages that already work without it. Each part finds its elements by data-attributes.
import { tabs } from "./tabs.js";
import { regionPickers } from "./region_picker.js";
import { searchBoxes } from "./search_box.js";
import { conditionalFields } from "./conditional_fields.js";
import { groups } from "./groups.js";
import { fragments } from "./fragments.js";
import { guardForms } from "./form_guard.js";
import { uploads } from "./uploads.js";
import { queues } from "./queue.js";
import { guideChecks } from "./guide_check.js";
import { smallThings } from "./small_things.js";

/** Gives life to a page, or to a piece of one that was put in later. May see the same element twice. */
function enhance(root) {
  for (const part of [tabs, regionPickers, searchBoxes, conditionalFields, groups, uploads, queues, guideChecks, smallThings]) part(root, enhance);
}

document.documentElement.classList.add("yw-js");
guardForms();
enhance(document);
fragments(document, enhance);
