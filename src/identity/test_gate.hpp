// A Gate for tests of other modules: the viewer is whoever the test says, the rights are the real ones, form tokens are
// not asked for. No store, no password. For tests only.
//
//   identity::TestGate gate;
//   gate.viewer = identity::TestGate::reviewer("r1", {"department-1"});
#pragma once

#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "identity/gate.hpp"

namespace yw::identity {

class TestGate final : public Gate {
public:
    static Viewer person(std::string account_id) { return make(std::move(account_id), Role::kPerson, "张*例"); }
    static Viewer agent(std::string account_id, std::string firm_name) {
        Viewer viewer = make(std::move(account_id), Role::kAgent, "李*本");
        viewer.firm_name = std::move(firm_name);
        return viewer;
    }
    static Viewer window(std::string account_id, std::vector<std::string> department_ids) {
        return officer(std::move(account_id), Role::kWindow, std::move(department_ids));
    }
    static Viewer reviewer(std::string account_id, std::vector<std::string> department_ids) {
        return officer(std::move(account_id), Role::kReviewer, std::move(department_ids));
    }
    static Viewer guide_author(std::string account_id, std::vector<std::string> department_ids) {
        return officer(std::move(account_id), Role::kGuideAuthor, std::move(department_ids));
    }
    static Viewer guide_reviewer(std::string account_id, std::vector<std::string> department_ids) {
        return officer(std::move(account_id), Role::kGuideReviewer, std::move(department_ids));
    }
    static Viewer inspector(std::string account_id) { return officer(std::move(account_id), Role::kInspector, {}); }
    static Viewer oper(std::string account_id) { return officer(std::move(account_id), Role::kOperator, {}); }

    Viewer viewer;   ///< signed out until a test sets it
    System calling;  ///< no system until a test sets it

    http::Guard everyone() const override {
        return [](http::Request&) { return std::nullopt; };
    }
    http::Guard anyone() const override {
        return [this](http::Request& request) { return guard(request, {}); };
    }
    http::Guard applicant() const override {
        return [this](http::Request& request) { return guard(request, {true, true, {}}); };
    }
    http::Guard staff(std::vector<Role> roles) const override {
        return [this, demand = Demand{true, false, std::move(roles)}](http::Request& request) {
            return guard(request, demand);
        };
    }
    http::Guard system() const override {
        return [this](http::Request& request) -> std::optional<http::Response> {
            if (calling.key_id.empty()) return http::text("403", 403);
            request.put(calling);
            return std::nullopt;
        };
    }
    void finish(const http::Request&, http::Response&) const override {}

private:
    static Viewer make(std::string account_id, Role role, std::string masked_name) {
        Viewer made;
        made.session_id = "session of " + account_id;
        made.account_id = std::move(account_id);
        made.role = role;
        made.masked_name = std::move(masked_name);
        return made;
    }
    static Viewer officer(std::string account_id, Role role, std::vector<std::string> department_ids) {
        std::string login = account_id;
        Viewer made = make(std::move(account_id), role, std::move(login));
        made.department_ids = std::move(department_ids);
        return made;
    }
    std::optional<http::Response> guard(http::Request& request, const Demand& demand) const {
        Visitor visitor;
        visitor.keys = &keys_;
        if (viewer.signed_in()) {
            auto session = std::make_shared<Session>();
            session->viewer = viewer;
            session->form_secret = viewer.session_id;
            visitor.session = std::move(session);
        }
        request.put(std::move(visitor));
        switch (admit(viewer, demand)) {
            case Admission::kWelcome:
                return std::nullopt;
            case Admission::kSignIn:
                return http::see_other("/sign-in?back=" + http::url_encode(request.target));
            case Admission::kStaffSignIn:
                return http::see_other("/staff/sign-in?back=" + http::url_encode(request.target));
            case Admission::kRefused:
            case Admission::kNoFirm:
                break;
        }
        return http::text("403", 403);
    }

    crypto::Keys keys_ = crypto::Keys::for_test("test gate");
};

}  // namespace yw::identity
