using FundLedger.Cofunding;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Pages.Record;

/// <summary>Forms about social money that must stand beside public money.</summary>
internal static class CofundingForms
{
    internal static RecordForm Requirement { get; } = new("cofunding", new("社会资金要求", "Co-funding requirement"), new("文件要求公共资金转入某基金时须有一定比例的社会资金。", "A document asks for a share of social money beside the public money of a fund."),
        [
            FormField.Fund(), new("share", FieldKind.Text, new("社会资金最低比例（%）", "Least share of social money (%)"), new("占公共与社会资金之和，如 40", "of public and social money together, such as 40"), IsRequired: true),
            new("from", FieldKind.Date, new("自", "From"), IsRequired: true), new("to", FieldKind.Date, new("至", "To"), new("不定请留空", "leave empty where it is open")),
            FormField.Reference(new("文件号", "Number of the document"), isRequired: true),
        ],
        read =>
        {
            var wanted = new NewCofundingRequirement(read.Text("fund"), read.Share("share"), read.Day("from"), read.Text("ref"), read.OptionalDay("to"));
            return (database, asked, stop) => new RequireCofunding(database).RunAsync(asked, wanted, stop).Then(done => new Recorded(
                new($"已登记第 {done.Requirement} 号要求。", $"Requirement {done.Requirement} is recorded."), PathOf(wanted.Fund)));
        });

    internal static RecordForm Proof { get; } = RecordForm.Of("cofunding-proof", new("社会资金已落实，有文件为证；须由他人复核。", "Social money is there and a file proves it; another person checks it."),
        [
            FormField.Fund(), FormField.Amount, FormField.On,
            new("what", FieldKind.LongText, new("是谁的资金、存放何处", "Whose money it is and where it lies"), IsRequired: true),
            FormField.Evidence(new("证明文件", "Evidence")),
        ],
        ProveCofunding.Kind, read => new NewCofundingProof(read.Text("fund"), read.Amount("amount"), read.Day("on"), read.Text("what"), read.Text("document")),
        done => new Recorded(new($"已登记第 {done.Proof} 号证明。", $"Proof {done.Proof} is recorded."), "/cofunding"),
        proof => new Dictionary<string, string?>
        {
            ["fund"] = proof.Fund, ["amount"] = proof.Amount.ToGroupedText(), ["on"] = proof.On.ToIso(), ["what"] = proof.What, ["document"] = proof.Evidence,
        });

    internal static RecordForm End { get; } = RecordForm.Of("cofunding-end", new("一项社会资金要求到某一天为止。", "A co-funding requirement ends on a day."),
        [
            FormField.Fund(), new("requirement", FieldKind.Text, new("要求的编号", "Number of the requirement"), IsRequired: true),
            new("on", FieldKind.Date, new("最后一天", "Last day"), IsRequired: true), new("reason", FieldKind.LongText, new("事由", "Reason"), IsRequired: true),
        ],
        EndCofunding.Kind, read =>
        {
            read.Text("fund");
            read.Text("requirement");
            return new CofundingEnd(read.Number("requirement") ?? 0, read.Day("on"), read.Text("reason"), read.Text("fund"));
        },
        done => new Recorded(new($"第 {done.Requirement} 号要求至 {done.LastDay.ToIso()} 止。", $"Requirement {done.Requirement} ends on {done.LastDay.ToIso()}."), "/cofunding"),
        end => new Dictionary<string, string?> { ["requirement"] = $"{end.Requirement}", ["on"] = end.LastDay.ToIso(), ["reason"] = end.Reason, ["fund"] = end.Fund });

    private static string PathOf(string fund) => $"/cofunding?fund={Uri.EscapeDataString(fund)}";
}
