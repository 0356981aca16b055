#include "portal/problem.hpp"

#include <boost/json/serialize.hpp>
#include <boost/json/value.hpp>

namespace yw::portal {

http::Response problem_json(const http::Request& request, const Problem& problem) {
    boost::json::object body{{"type", "urn:yiwang:problem:" + problem.code},
                             {"title", problem.title},
                             {"status", problem.status},
                             {"detail", problem.detail},
                             {"instance", request.path},
                             {"code", problem.code},
                             {"request_id", request.id}};
    if (!problem.fields.empty()) {
        boost::json::array errors;
        for (const FieldError& field : problem.fields)
            errors.push_back(boost::json::object{{"name", field.field}, {"message", field.message}});
        body["errors"] = std::move(errors);
    }
    http::Response response = http::json(boost::json::serialize(body), problem.status);
    response.set("Content-Type", "application/problem+json");
    response.set("Cache-Control", "no-store");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Access-Control-Allow-Origin", "*");
    return response;
}

http::Response bad_parameter(const http::Request& request, std::string_view name, std::string_view why) {
    Problem problem;
    problem.status = 400;
    problem.code = "portal.bad_parameter";
    problem.title = "参数不对";
    problem.detail = std::string(name) + "：" + std::string(why);
    problem.fields.push_back({std::string(name), std::string(why)});
    return problem_json(request, problem);
}

}  // namespace yw::portal
