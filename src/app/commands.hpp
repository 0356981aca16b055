// The commands that work on an installation, whether it was opened for them or is being served.
#pragma once

#include <ostream>
#include <string>

#include "app/command_line.hpp"
#include "app/installation.hpp"
#include "inspect/self/self_inspection.hpp"

namespace yw::app {

/// Each prints what it did and returns the exit code: 0 done, 1 refused.
int run_import(Installation& installation, const ImportArgs& args, std::ostream& out);
/// @param input  the password for `add` and `reset`, first line
int run_user(Installation& installation, const UserArgs& args, const std::string& input, std::ostream& out);
int run_catalogue(Installation& installation, const CatalogueArgs& args, std::ostream& out);
int run_export(Installation& installation, const ExportArgs& args, std::ostream& out);
/// Looks at everything that has changed first.
int run_inspect_self(inspect::SelfInspection& inspection, const InspectSelfArgs& args, std::ostream& out);
/// 1 also where the lists differ.
int run_drift(Installation& installation, const DriftArgs& args, std::ostream& out);
/// Judged queries against the catalogue; the index is read from its file or made.
int run_evaluate_search(Installation& installation, const EvaluateSearchArgs& args, std::ostream& out);
int run_doctor(Installation& installation, std::ostream& out);

}  // namespace yw::app
