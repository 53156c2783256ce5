using System.CommandLine;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>donate in-kind</c>, <c>donate service</c>, <c>in-kind use</c>.</summary>
internal static class InKindVerbs
{
    internal static Command Donate(Shell shell)
    {
        var fund = Options.Fund(shell);
        var (amount, on) = (Options.Amount(shell), Options.On(shell));
        var donor = Options.Text(shell, "--donor", new("姓名", "NAME"), new("捐赠人；未留名写 \"\"", "who gives; \"\" for one who left no name"), isRequired: true);
        var anonymous = Options.Flag(shell, "--anonymous", new("对公众匿名", "anonymous to the public"));
        var what = Options.Text(shell, "--what", new("文字", "TEXT"), new("捐了什么，可擦除", "what was given; kept erasable"), isRequired: true);
        var use = Choices.Option(shell, "--use", new("去向", "what becomes of it"), Choices.Of<InKindUse>(), isRequired: true);
        var reference = Options.Reference(shell, new("发票、评估或验收单的编号", "number of the invoice, valuation or receipt of goods"), isRequired: true);
        var document = Options.Document(shell);
        document.Required = true;
        return WriteVerb.Make(
            shell, "in-kind", new("记实物或服务捐赠：按凭据上的公允价值，不是现金，不配比", "Record a gift of goods or services at the fair value of its voucher: no cash, never matched"), Need.InFund(Permission.RecordMoney, fund),
            [fund, donor, what, amount, on, use, reference, document, anonymous],
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var value, out var refusal)) return refusal;
                if (!(await run.DocumentAsync(document)).IsDone(out var file, out refusal)) return refusal;
                return await new RecordInKindGift(run.Database).RunAsync(run.Asked, new InKindGift(
                    run.Required(fund), DonorName.Of(run.Required(donor), run.Value(anonymous)), run.Required(what), value, run.Required(on), run.Required(use), run.Required(reference), file), run.Stop);
            },
            done => new(
                $"已记实物捐赠：分录 {done.Entry}{(done.Receipt is { } zh ? $"，收据 {zh}" : "")}。",
                $"The gift in kind is posted: entry {done.Entry}{(done.Receipt is { } en ? $", receipt {en}" : "")}."));
    }

    internal static Command Service(Shell shell)
    {
        var fund = Options.Fund(shell);
        var (amount, on) = (Options.Amount(shell), Options.On(shell));
        var donor = Options.Text(shell, "--donor", new("姓名", "NAME"), new("捐赠人；未留名写 \"\"", "who gives; \"\" for one who left no name"), isRequired: true);
        var anonymous = Options.Flag(shell, "--anonymous", new("对公众匿名", "anonymous to the public"));
        var what = Options.Text(shell, "--what", new("文字", "TEXT"), new("捐了什么服务，不写人名，可擦除", "which service was given, without names; kept erasable"), isRequired: true);
        var basis = Options.Text(shell, "--basis", new("文字", "TEXT"), new("估值依据，不写人名，如“20 小时 × 50 元”", "how it was estimated, without names, such as '20 hours at 50'"), isRequired: true);
        var document = Options.Document(shell);
        return WriteVerb.Make(
            shell, "service", new("记没有凭据的服务捐赠：只作备查，不是收入，没有收据", "Record a service that no voucher values: a memo, no income, no receipt"), Need.InFund(Permission.RecordMoney, fund),
            [fund, donor, what, amount, on, basis, document, anonymous],
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var value, out var refusal)) return refusal;
                if (!(await run.DocumentAsync(document)).IsDone(out var file, out refusal)) return refusal;
                return await new RecordServiceGift(run.Database).RunAsync(run.Asked, new ServiceGift(
                    run.Required(fund), DonorName.Of(run.Required(donor), run.Value(anonymous)), run.Required(what), value, run.Required(on), run.Required(basis), file), run.Stop);
            },
            done => new($"已记备查：分录 {done.Entry}。", $"The memo is posted: entry {done.Entry}."));
    }

    internal static Command In(Shell shell) => Commands.Group(shell, "in-kind", new("实物捐赠的领用", "Goods that were given"), Use(shell));

    private static Command Use(Shell shell)
    {
        var gift = Options.Entry(shell, new("入库的实物捐赠的分录", "entry of a gift in kind that is kept in stock"));
        var (amount, on) = (Options.Amount(shell), Options.On(shell));
        var what = Options.Text(shell, "--for", new("用途", "TEXT"), new("用途，可擦除", "what it was for; kept erasable"), isRequired: true);
        return WriteVerb.Make(
            shell, "use", new("领用捐赠的实物，记为项目成本", "Use goods that were given: they become programme cost"), Need.OnEntry(Permission.RecordMoney, gift), [gift, amount, on, what],
            async run => (await run.AmountAsync(amount, gift)).IsDone(out var value, out var refusal)
                ? await new UseInKindGift(run.Database).RunAsync(run.Asked, new InKindTaken(run.Required(gift), value, run.Required(on), run.Required(what)), run.Stop) : refusal,
            done => new($"已记领用：分录 {done.Entry}，尚存 {done.Left.ToGroupedText()}。", $"It is posted: entry {done.Entry}; {done.Left.ToGroupedText()} is left in stock."));
    }
}
