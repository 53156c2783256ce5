using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Record;

/// <summary>Forms that make what money is recorded in.</summary>
internal static class FundForms
{
    internal static RecordForm NewFund { get; } = new("fund", new("建立基金", "Create a fund"), new("为一个目的管理的一笔钱，例如一个街道的社区基金。", "A body of money for a purpose, such as the community fund of a street."),
        [
            new("code", FieldKind.Text, new("代码", "Code"), new("简短，建立后不能更改，如 WT", "short, and for good, such as WT"), IsRequired: true),
            new("name", FieldKind.Text, new("名称", "Name"), IsRequired: true),
            new("kind", FieldKind.Choice, new("类型", "Kind"), Choices:
                [.. new[] { FundKind.CommunityFund, FundKind.ProgrammeFund, FundKind.DistrictPool }.Select(kind => (kind.ToString(), kind.Name()))]),
            new("parent", FieldKind.Fund, new("上级基金", "Reports to"), new("没有请留空", "leave empty where there is none")),
            new("currency", FieldKind.Text, new("币种", "Currency"), new("ISO 4217 代码", "ISO 4217 code"), IsRequired: true),
        ],
        read =>
        {
            var fund = new NewFund(read.Text("code"), read.Text("name"), read.Choice<FundKind>("kind"), read.Currency("currency"), read.Optional("parent"));
            return (database, asked, stop) => new CreateFund(database).RunAsync(asked, fund, stop).Then(done => new Recorded(
                new($"已建立基金 {done.Code}。", $"Fund {done.Code} is created."), $"/funds/{Uri.EscapeDataString(done.Code)}"));
        }) { Act = Permission.ManageFunds };
}
