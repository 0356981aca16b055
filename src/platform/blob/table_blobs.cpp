#include <stdexcept>

#include "platform/blob/blob.hpp"
#include "platform/blob/sql.hpp"

namespace yw::blob {
namespace {

class TableBlobs final : public Blobs {
public:
    TableBlobs(db::Database& database, const crypto::Keys& keys, const Clock& clock)
        : database_(database), keys_(keys), clock_(clock) {}

    std::string put(std::string_view bytes) override {
        auto name = keys_.lookup("blob", crypto::sha256(bytes));
        const auto sealed = crypto::base64url(keys_.seal_bytes("blob", bytes));
        const auto done = database_.write("blob.put", [&](db::Transaction& tx) -> Result<void> {
            tx.execute(
                sql::insert_blob,
                {{"name", name}, {"size_bytes", bytes.size()}, {"sealed", sealed}, {"put_at_ms", clock_.now().ms}});
            return {};
        });
        done.value();
        return name;
    }

    std::optional<std::string> get(const std::string& name) const override {
        const auto sealed = database_.read([&](db::Reader& reader) {
            return reader.one(sql::find_blob, {{"name", name}}, [](const db::Row& row) { return row.text(0); });
        });
        if (!sealed) return std::nullopt;
        const auto raw = crypto::from_base64url(*sealed);
        auto bytes = raw ? keys_.open_bytes("blob", *raw) : std::nullopt;
        if (!bytes) throw std::runtime_error("blob: " + name + " was changed in the table");
        return bytes;
    }

    std::vector<std::string> put_before(UtcTime before, const std::string& after, std::size_t most) override {
        return database_.read([&](db::Reader& reader) {
            return reader.list(sql::blobs_put_before,
                               {{"before_ms", before.ms}, {"after", after}, {"most", static_cast<std::int64_t>(most)}},
                               [](const db::Row& row) { return row.text(0); });
        });
    }

    bool remove(const std::string& name, UtcTime before) override {
        bool gone = false;
        database_
            .write("blob.remove",
                   [&](db::Transaction& tx) -> Result<void> {
                       gone = tx.execute(sql::delete_blob, {{"name", name}, {"before_ms", before.ms}}) == 1;
                       return {};
                   })
            .value();
        return gone;
    }

private:
    db::Database& database_;
    crypto::Keys keys_;
    const Clock& clock_;
};

}  // namespace

std::unique_ptr<Blobs> open_table(db::Database& database, const crypto::Keys& keys, const Clock& clock) {
    return std::make_unique<TableBlobs>(database, keys, clock);
}

}  // namespace yw::blob
