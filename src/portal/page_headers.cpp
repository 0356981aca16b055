#include "portal/portal.hpp"

namespace yw::portal {

void add_page_headers(http::Response& response) {
    // Nothing inline, nothing from elsewhere, never inside another site's frame.
    response.set("Content-Security-Policy",
                 "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; object-src 'self'");
    response.set("X-Content-Type-Options", "nosniff");
    response.set("Referrer-Policy", "same-origin");
    response.set("Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=(), usb=()");
    response.set("Cross-Origin-Opener-Policy", "same-origin");
}

}  // namespace yw::portal
