#include "platform/frame/frame.hpp"

namespace yw {

int status_of(Kind kind) {
    switch (kind) {
        case Kind::kNotFound:
            return 404;
        case Kind::kInvalid:
            return 422;
        case Kind::kForbidden:
            return 403;
        case Kind::kConflict:
            return 409;
        case Kind::kUnavailable:
            return 503;
        case Kind::kTooMany:
            return 429;
    }
    return 500;
}

}  // namespace yw
