using System.CommandLine;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.SeedMoney;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>opening</c>, <c>seed</c>, <c>donate</c>.</summary>
internal static class MoneyInVerbs
{
    internal static Command Opening(Shell shell)
    {
        var (fund, amount, on) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell));
        var kind = Choices.Option(shell, "--source-kind", new("资金来源类别", "kind of source"), Choices.Of<SourceKind>(), isRequired: true);
        var evidence = Options.Reference(shell, new("原账簿的名称或编号，作为依据", "the previous books, as evidence"), isRequired: true);
        return WriteVerb.Make(
            shell, "opening", new("记期初余额：一个来源的现金", "Take over an opening balance: the cash of one source"), Need.InFund(Permission.RecordMoney, fund), [fund, kind, amount, on, evidence],
            async run => run.Amount(amount, fund).IsDone(out var cash, out var refusal)
                ? await new RecordOpeningBalance(run.Database).RunAsync(
                    run.Asked, new OpeningBalance(run.Required(fund), run.Required(kind), cash, run.Required(on), run.Required(evidence)), run.Stop)
                : refusal,
            done => new($"已记期初余额：分录 {done.Entry}。", $"The opening balance is posted: entry {done.Entry}."));
    }

    internal static Command Seed(Shell shell)
    {
        var (fund, amount, on) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell));
        var from = Options.Text(shell, "--from", new("单位", "OFFICE"), new("拨款单位", "the office that gives it"), isRequired: true);
        var reference = Options.Reference(shell, new("拨款文件号", "number of the appropriation"), isRequired: true);
        var document = Options.Document(shell);
        var spendBy = Options.Date(shell, "--spend-by", new("使用期限，过期未用须退回", "last day to spend it; what is left goes back"));
        return WriteVerb.Make(
            shell, "seed", new("记种子资金到账", "Record seed money received under an appropriation"), Need.InFund(Permission.RecordMoney, fund), [fund, amount, on, from, reference, spendBy, document],
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var money, out var refusal)) return refusal;
                if (!(await run.DocumentAsync(document)).IsDone(out var file, out refusal)) return refusal;
                return await new ReceiveSeedMoney(run.Database).RunAsync(run.Asked, new SeedMoneyReceipt(
                    run.Required(fund), money, run.Required(on), run.Required(from), run.Required(reference), run.Has(spendBy) ? run.Value(spendBy) : null, File: file), run.Stop);
            },
            done => new($"已记种子资金：分录 {done.Entry}，来源 {done.Source}。", $"The seed money is posted: entry {done.Entry}, source {done.Source}."));
    }

    internal static Command Donate(Shell shell)
    {
        var (fund, amount, on) = (Options.Fund(shell), Options.Amount(shell), Options.On(shell));
        var donor = Options.Text(shell, "--donor", new("姓名", "NAME"), new("捐赠人；未留名写 \"\"", "who gives; \"\" for one who left no name"), isRequired: true);
        var anonymous = Options.Flag(shell, "--anonymous", new("对公众匿名", "anonymous to the public"));
        var fee = Options.Amount(shell, "--fee", isRequired: false);
        var source = Options.Source(shell, new("资金来源代码（默认：捐赠）", "code of the source (default: plain donations)"));
        var (reference, channel) = (Options.Reference(shell, new("银行流水号", "the bank's number for it")), Options.Channel(shell));
        var note = Options.Text(shell, "--note", new("文字", "TEXT"), new("备注，可擦除", "free text; kept erasable"));
        return WriteVerb.Make(
            shell, "donate", new("记一笔捐款", "Record a gift of money"), Need.InFund(Permission.RecordMoney, fund), [fund, amount, on, donor, anonymous, fee, source, reference, channel, note],
            async run =>
            {
                if (!run.Amount(amount, fund).IsDone(out var money, out var refusal)) return refusal;
                Money? kept = null;
                if (run.Has(fee))
                {
                    if (!run.Amount(fee, fund).IsDone(out var read, out refusal)) return refusal;
                    kept = read;
                }

                return await new RecordDonation(run.Database).RunAsync(run.Asked, new Gift(
                    run.Required(fund), money, run.Required(on), DonorName.Of(run.Required(donor), run.Value(anonymous)), kept, run.Value(source), run.Value(reference), run.Value(note), WithReceipt: true,
                    run.Has(channel) ? run.Value(channel) : null), run.Stop);
            },
            done => new($"已记捐款：分录 {done.Entry}，收据 {done.Receipt}。", $"The gift is posted: entry {done.Entry}, receipt {done.Receipt}."));
    }
}
