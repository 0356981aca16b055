#include <array>
#include <stdexcept>

#include "identity/use_cases.hpp"
#include "kernel/ids.hpp"

namespace yw::identity {
namespace {

/// The passwords are printed and public, so their hashes (with their salts) may stand here: a demonstration starts
/// without computing them, 43 ms of a core each.
constexpr std::array<std::string_view, 8> kHashes{
    "$argon2id$v=19$m=19456,t=2,p=1$dPGJuqv3892Yb+NW/3sdjA$ZveWLDXgohDBpcVQomVvEizORaiP/dd8X4IKH9CxJvc",
    "$argon2id$v=19$m=19456,t=2,p=1$bdc+DcwmGNGBPkp6EukDkQ$HKANcDlhUmQahAeq3wFYp3p/6hAJ5v+0PlnNVHvz780",
    "$argon2id$v=19$m=19456,t=2,p=1$8VWDxcr913WziNUG4CHjUA$2aQ1o45159qpdT4JcuBiAeINaikJxVEAG73AaQWYLD8",
    "$argon2id$v=19$m=19456,t=2,p=1$0Gk2Slpfcn5IOgmssznqbA$yswXahGmhZ9IZR4XysUPdSVbo4067thsN4+z/zmKi/E",
    "$argon2id$v=19$m=19456,t=2,p=1$3b9W2ymZOc5usFF3ZQkiPA$uwof3n/Wtr80fNEapJ/kv/LqONMaZf24Spd/rkIiwC0",
    "$argon2id$v=19$m=19456,t=2,p=1$5I5J6ebYzqeE3F3EY+UWMg$+E431bVo956ntj6VP3qDy6ajDYTNIHbtb00rZfEgoNc",
    "$argon2id$v=19$m=19456,t=2,p=1$ByNAxUyXey2UBSLl6FWFFw$QwPWs5glmqUf8Qmnh6tQ1XVDXfcOAbTr1tzr2g4IdE0",
    "$argon2id$v=19$m=19456,t=2,p=1$i829EnhDOAFMbKLF8A34Fw$dSJ37y5Av9s7G7M6RNt/vtzDuIZm4OOQ13i7756ENpY",
};

/// People of demo/: born before 1900, so that no number belongs to anybody.
NewAccount person_of(const DemoAccount& demo) {
    NewAccount account;
    account.name = demo.who;
    account.id_number = demo.role == Role::kPerson ? "511602188503120017" : "511602188605200026";
    account.phone = demo.login;
    account.real_name_level = 3;
    account.agreed_to = kNoticeEdition;
    return account;
}

/// How histories call the officers of the demonstration.
std::string_view staff_name_of(Role role) {
    switch (role) {
        case Role::kWindow:
            return "周演示";
        case Role::kReviewer:
            return "郑演示";
        case Role::kGuideAuthor:
            return "孙演示";
        case Role::kGuideReviewer:
            return "吴演示";
        case Role::kOperator:
            return "冯演示";
        case Role::kInspector:
            return "卫演示";
        case Role::kPerson:
        case Role::kAgent:
            break;
    }
    return {};
}

const Firm kDemoFirm{"91511602DM0009413J", "广安示范餐饮有限公司", "王演示"};
const LocalDay kAgencyFrom(2025, 1, 1);

}  // namespace

const std::vector<DemoAccount>& demo_accounts() {
    static const std::vector<DemoAccount> kAccounts{
        {Role::kPerson, "张示例", "13800000001", "yiwang-zhang-2026"},
        {Role::kAgent, "李样本", "13800000002", "yiwang-li-2026"},
        {Role::kWindow, "窗口人员", "chuangkou", "yiwang-window-2026"},
        {Role::kReviewer, "审查人员", "shencha", "yiwang-review-2026"},
        {Role::kGuideAuthor, "指南编写人员", "bianxie", "yiwang-write-2026"},
        {Role::kGuideReviewer, "指南审核人员", "shenhe", "yiwang-check-2026"},
        {Role::kOperator, "运行管理人员", "yunxing", "yiwang-operate-2026"},
        {Role::kInspector, "检查人员", "jiancha", "yiwang-inspect-2026"},
    };
    return kAccounts;
}

namespace {

struct Making {
    db::Transaction& tx;
    const AccountStore& store;
    const audit::Audit& audit;
    const crypto::Keys& keys;
    UtcTime now;
};

/// The account's id, made now or before.
std::string make(const Making& making, const DemoAccount& demo, std::string_view hash, const std::string& new_account) {
    const Kindred kindred = kindred_of(demo.role);
    const std::string handle = typed_handle(making.keys, kindred, demo.login);
    if (const auto before = making.store.credentials(making.tx, handle, kindred)) return before->account_id;
    NewAccount account = is_staff(demo.role) ? NewAccount{} : person_of(demo);
    account.id = new_account;
    account.role = demo.role;
    if (is_staff(demo.role)) {
        account.login = demo.login;
        account.name = staff_name_of(demo.role);
    }
    account.password_hash = hash;
    account.is_demo = true;
    const bool is_free = making.store.insert(making.tx, account, making.now) == AccountStore::Taken::kNothing;
    if (!is_free) throw std::runtime_error("a demonstration account's number is in use: is this a demonstration?");
    if (demo.role == Role::kAgent) {
        making.store.keep_firm(making.tx, kDemoFirm, making.now);
        making.store.insert_agency(making.tx, account.id, kDemoFirm.credit_code, kAgencyFrom, std::nullopt);
    }
    making.audit.record(making.tx, {"system", "identity.demo_added", account.id, to_string(demo.role)});
    return account.id;
}

}  // namespace

Result<void> add_demo_accounts(db::Database& database,
                               const crypto::Keys& keys,
                               const Clock& clock,
                               const std::vector<std::string>& department_ids) {
    const AccountStore store(keys);
    const audit::Audit audit(keys, clock);
    const auto& demos = demo_accounts();
    std::array<std::string, kHashes.size()> ids;
    for (std::string& id : ids) id = new_id();
    return database.write("identity.add_demo_accounts", [&](db::Transaction& tx) -> Result<void> {
        const Making making{tx, store, audit, keys, clock.now()};
        for (std::size_t i = 0; i < kHashes.size(); ++i) {
            const std::string id = make(making, demos[i], kHashes[i], ids[i]);
            if (has_departments(demos[i].role)) store.set_departments(tx, id, department_ids);
        }
        return {};
    });
}

}  // namespace yw::identity
