using FundLedger.Payments;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Record;

/// <summary>Who money is paid to.</summary>
internal static class PaymentForms
{
    internal static RecordForm Payee { get; } = RecordForm.Of("payee", new("登记收款方，或变更其账户；须由他人复核，变更后过了冷静期才可付款。", "Register a payee or change their account; another checks it, and after a change nothing is paid until it has cooled."),
        [
            new("code", FieldKind.Text, new("代码", "Code"), new("自己取，如“SHUNDA”；已有的代码即为变更其账户", "your own, such as SHUNDA; a code that is there changes that payee's account"), IsRequired: true),
            new("name", FieldKind.Text, new("收款方名称", "Payee's name"), IsRequired: true),
            new("kind", FieldKind.Choice, new("类别", "Kind"), Choices: [.. Enum.GetValues<PayeeKind>().Select(kind => (kind.ToString(), kind.Name()))]),
            new("holder", FieldKind.Text, new("户名", "Account holder"), new("与名称相同时留空", "leave empty where it is the name")),
            new("bank", FieldKind.Text, new("开户行", "Bank"), IsRequired: true),
            new("number", FieldKind.Text, new("账号", "Account number"), IsRequired: true),
            new("bank-code", FieldKind.Text, new("联行号", "Bank code")),
            new("entity", FieldKind.Text, new("会计主体", "Entity"), new("只有一个时留空", "leave empty where there is only one")),
        ],
        SetPayee.Kind,
        read => new NewPayee(read.Optional("entity"), read.Text("code"), read.Choice<PayeeKind>("kind"), read.Text("name"), read.Optional("holder") ?? "", read.Text("bank"), read.Text("number"), read.Optional("bank-code")),
        done => new Recorded(new($"收款方 {done.Code} 的账户自 {done.UsableFrom.ToIso()} 起可用。", $"The account of payee {done.Code} may be used from {done.UsableFrom.ToIso()}."), "/payments/payees"),
        payee => new Dictionary<string, string?>
        {
            ["entity"] = payee.Entity, ["code"] = payee.Code, ["kind"] = payee.Kind.ToString(), ["name"] = payee.Name, ["holder"] = payee.Holder, ["bank"] = payee.BankName, ["number"] = payee.Number, ["bank-code"] = payee.BankCode,
        });

    internal static RecordForm Rules { get; } = RecordForm.Of("payment-rules", new("收款账户变更后几天内不付款；须由他人复核，只管以后的变更。", "For how many days nothing is paid after a payee's account was changed; another checks it, and it holds for later changes."),
        [new("cooling-days", FieldKind.Text, new("冷静期（天）", "Days to cool"), new($"{PaymentRules.LeastDays} 至 {PaymentRules.MostDays} 天", $"{PaymentRules.LeastDays} to {PaymentRules.MostDays} days"), IsRequired: true)],
        SetPaymentRules.Kind,
        read => new PaymentRules(read.Count("cooling-days") ?? 0),
        done => new Recorded(new($"以后变更的收款账户冷静 {done.CoolingDays} 天。", $"Accounts changed from now on cool for {done.CoolingDays} day(s)."), "/payments/payees"),
        rules => new Dictionary<string, string?> { ["cooling-days"] = $"{rules.CoolingDays}" });
}
