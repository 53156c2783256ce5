using System.CommandLine;
using FundLedger.Donations;
using FundLedger.Donors;
using FundLedger.Funds;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.SeedMoney;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Asking;

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
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("基金代码；分给几个基金时用 --split", "code of the fund; for several funds, --split"));
        var (amount, on) = (Options.Amount(shell), Options.On(shell));
        var split = new Option<string[]>("--split")
        {
            Description = shell.In("分给几个基金，每个一项：基金=60% 或 基金=120.00，合计为整笔", "for several funds, one of each: FUND=60% or FUND=120.00, the whole gift together"),
            HelpName = shell.In("基金=部分", "FUND=PART"),
        };
        var donor = Options.Text(shell, "--donor", new("姓名", "NAME"), new("捐赠人；未留名写 \"\"", "who gives; \"\" for one who left no name"), isRequired: true);
        var anonymous = Options.Flag(shell, "--anonymous", new("对公众匿名", "anonymous to the public"));
        var fee = Options.Amount(shell, "--fee", isRequired: false);
        var source = Options.Source(shell, new("资金来源代码（默认：捐赠）", "code of the source (default: plain donations)"));
        var (reference, channel) = (Options.Reference(shell, new("银行流水号", "the bank's number for it")), Options.Channel(shell));
        var note = Options.Text(shell, "--note", new("文字", "TEXT"), new("备注，可擦除", "free text; kept erasable"));
        var need = new Need(Permission.RecordMoney, run => Task.FromResult(
            run.Value(fund) is { } code && run.Books.FindFund(code) is { } found ? Target.Of(found, run.Books)
            : SharesOf(run, split).Select(share => run.Books.FindFund(share.Fund)).FirstOrDefault(known => known is not null) is { } first ? new Target(run.Books.Entity(first.EntityId).Code) : Target.WholeLedger));
        return WriteVerb.Make(
            shell, "donate", new("记一笔捐款", "Record a gift of money"), need, [fund, split, amount, on, donor, anonymous, fee, source, reference, channel, note], makesBooks: false,
            async run =>
            {
                if (run.Has(split) == run.Has(fund))
                    return Refusal.Of("fund-or-split", "fund", "请用 --fund 指定一个基金，或用 --split 分给几个，二者选一。", "Name one fund with --fund, or several with --split.");
                var named = run.Value(fund) ?? SharesOf(run, split).Select(share => share.Fund).FirstOrDefault() ?? "";
                if (!run.Books.Fund(named).IsDone(out var first, out var refusal)) return refusal;
                if (!TypedAmount.Read(run.Required(amount), first.Currency, "amount").IsDone(out var money, out refusal)) return refusal;
                var giver = DonorName.Of(run.Required(donor), run.Value(anonymous));
                GiftChannel? how = run.Has(channel) ? run.Value(channel) : null;
                Money? kept = null;
                if (run.Has(fee))
                {
                    if (!TypedAmount.Read(run.Value(fee)!, first.Currency, "fee").IsDone(out var read, out refusal)) return refusal;
                    kept = read;
                }

                if (run.Has(split))
                {
                    if (!ReadShares(run, split, first.Currency).IsDone(out var shares, out refusal)) return refusal;
                    return await WriteVerb.RunAsync(
                        run, asking => new RecordSplitGift(asking.Database).RunAsync(asking.Asked, new SplitGift(
                            money, run.Required(on), giver, shares, run.Value(source), run.Value(reference), run.Value(note), WithReceipt: true, how, kept), run.Stop),
                        done => new(
                            $"已记捐款，收据 {done.Receipt}：{string.Join("，", done.Parts.Select(part => $"{part.Fund} {part.Amount.ToGroupedText()}（分录 {part.Entry}）"))}。",
                            $"The gift is posted, receipt {done.Receipt}: {string.Join(", ", done.Parts.Select(part => $"{part.Fund} {part.Amount.ToGroupedText()} (entry {part.Entry})"))}."));
                }

                return await WriteVerb.RunAsync(
                    run, asking => new RecordDonation(asking.Database).RunAsync(asking.Asked, new Gift(
                        first.Code, money, run.Required(on), giver, kept, run.Value(source), run.Value(reference), run.Value(note), WithReceipt: true, how), run.Stop),
                    done => new($"已记捐款：分录 {done.Entry}，收据 {done.Receipt}。", $"The gift is posted: entry {done.Entry}, receipt {done.Receipt}."));
            }).With(GiftBatchVerb.In(shell)).With(InKindVerbs.Donate(shell)).With(InKindVerbs.Service(shell));
    }

    private static IEnumerable<(string Fund, string Part)> SharesOf(WriteRun run, Option<string[]> split) =>
        (run.Value(split) ?? []).Select(text => text.LastIndexOf('=') is var at and > 0 ? (text[..at], text[(at + 1)..]) : (text, ""));

    private static Outcome<IReadOnlyList<GiftShare>> ReadShares(WriteRun run, Option<string[]> split, Currency currency)
    {
        var shares = new List<GiftShare>();
        foreach (var (fund, part) in SharesOf(run, split))
        {
            if (part.Length == 0) return Refusal.Of("split-unreadable", "split", $"“{fund}”应写成 基金=60% 或 基金=120.00。", $"'{fund}' should read FUND=60% or FUND=120.00.");
            if (!TypedPart.Read(fund, part, currency, "split").IsDone(out var share, out var refusal)) return refusal;
            shares.Add(share);
        }

        return shares;
    }
}
