using System.CommandLine;
using System.Globalization;
using FundLedger.Donations;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Reporting;
using FundLedger.Storage;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>receipt issue</c>, <c>register</c>, <c>void</c>, <c>list</c>, <c>gaps</c>.</summary>
internal static class ReceiptVerbs
{
    private const int ShownInADryRun = 200;
    private const int MostListed = 1_000_000;

    internal static Command In(Shell shell) => Commands.Group(
        shell, "receipt", new("收据：开具、登记财政票据、作废、缺号检查", "Receipts: issue, register the fiscal ones, make void, look for gaps"), Issue(shell), Register(shell), Void(shell), List(shell), Gaps(shell));

    internal static Option<ReceiptNumber> Number(Shell shell) => new("--receipt")
    {
        Description = shell.In("收据编号，如 2026-000012", "number of the receipt, such as 2026-000012"),
        HelpName = shell.In("编号", "NUMBER"),
        Required = true,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (!ReceiptNumber.TryParse(text, out var number)) result.AddError(shell.In($"“{text}”不是收据编号。请写如 2026-000012。", $"'{text}' is not the number of a receipt. Write it like 2026-000012."));
            return number;
        },
    };

    internal static Option<string> Entity(Shell shell) => Options.Text(shell, "--entity", new("代码", "CODE"), new("会计主体（默认：唯一的主体）", "entity (default: the only one)"));

    internal static Option<int> Year(Shell shell) => new("--year") { Description = shell.In("年度，如 2026", "year, such as 2026"), HelpName = shell.In("年", "YEAR"), Required = true };

    /// <summary>For one gift, or for all that have none of a fund in some days.</summary>
    private static Command Issue(Shell shell)
    {
        var gift = Options.Text(shell, "--gift", new("分录号", "ENTRY"), new("一笔捐款的分录", "entry of one gift"));
        var fund = Options.Text(shell, "--fund", new("代码", "CODE"), new("为这个基金没有收据的捐款批量开具", "issue to all gifts of this fund that have none"));
        var (from, to) = (Options.Date(shell, "--from", new("批量：捐款的第一天", "of many: first day of the gifts")), Options.Date(shell, "--to", new("批量：捐款的最后一天", "of many: last day of the gifts")));
        var need = new Need(Permission.RecordMoney, async run =>
            run.Value(fund) is { } code ? run.Books.FindFund(code) is { } found ? Target.Of(found, run.Books) : Target.WholeLedger
            : EntryOf(run.Value(gift)) is { } entry && await run.Database.ReadAsync(reader => JournalReading.FindAsync(reader, entry, run.Books), run.Stop) is { } posted ? Target.Of(posted) : Target.WholeLedger);
        return WriteVerb.Make(
            shell, "issue", new("开具收据：一笔（--gift），或一个基金一段时间的全部（--fund --from --to）", "Issue receipts: one (--gift), or all of a fund over some days (--fund --from --to)"), need, [gift, fund, from, to], makesBooks: false,
            async run => (run.Value(gift), run.Value(fund)) switch
            {
                ({ } one, null) when EntryOf(one) is { } entry => await IssueOneAsync(run, entry),
                ({ } one, null) => Refusal.Of("entry-unreadable", "gift", $"“{one}”不是分录号。", $"'{one}' is not an entry number."),
                (null, not null) when run.Has(from) && run.Has(to) && run.Value(from) > run.Value(to) => Refusal.Of("dates-crossed", "to", "截止日早于起始日。", "The last day is before the first."),
                (null, { } code) when run.Has(from) && run.Has(to) => await IssueManyAsync(run, code, new DateSpan(run.Value(from), run.Value(to))),
                (null, not null) => Refusal.Of("dates-missing", "from", "批量开具请写明 --from 和 --to。", "To issue many, give --from and --to."),
                _ => Refusal.Of("gift-or-fund", "gift", "请用 --gift 指定一笔捐款，或用 --fund 指定基金，二者选一。", "Name one gift with --gift or a fund with --fund, one of the two."),
            });
    }

    private static async Task<Outcome<int>> IssueOneAsync(WriteRun run, EntryId gift)
    {
        Database database = run.IsDryRun ? new Preview(run.Database) : run.Database;
        var outcome = await new IssueReceipt(database).RunAsync(run.Asked, gift, run.Stop);
        if (!outcome.IsDone(out var done, out var refusal)) return refusal;
        if (run.IsDryRun) WriteVerb.PrintPlanned(run, []);
        else WriteVerb.Print(run, done, new($"捐款 {done.Gift} 的收据：{done.Receipt}。", $"Gift {done.Gift} has receipt {done.Receipt}."), ((Outcome<ReceiptIssued>.Done)outcome).WasDoneBefore);
        return ExitCode.Done;
    }

    private static async Task<Outcome<int>> IssueManyAsync(WriteRun run, string fund, DateSpan span)
    {
        if (run.IsDryRun) return await PreviewAsync(run, fund, span);
        if (!(await new IssueReceipts(run.Database).RunAsync(run.Asked, fund, span, run.Stop)).IsDone(out var done, out var refusal)) return refusal;
        WriteVerb.Print(
            run, done, done is { First: { } first, Last: { } last } ? new($"已开具 {done.Count} 张收据：{first} 至 {last}。", $"{done.Count} receipt(s) issued: {first} to {last}.") : new("没有要开收据的捐款。", "No gift is due a receipt."),
            wasDoneBefore: false);
        return ExitCode.Done;
    }

    private static async Task<Outcome<int>> PreviewAsync(WriteRun run, string fund, DateSpan span)
    {
        if (!(await run.Database.ReadAsync(reader => IssueReceipts.DueAsync(reader, run.Books, fund, span, ShownInADryRun), run.Stop)).IsDone(out var due, out var refusal)) return refusal;
        var (shell, output) = (run.Shell, run.Shell.Around.Out);
        if (run.AsJson)
        {
            output.WriteLine(Json.Text(new { DryRun = true, due.Count, due.Kept, due.UnnamedCount, Gifts = due.Gifts.Select(gift => new { gift.Gift, gift.On, gift.Donor, gift.Amount, gift.Refunded }) }));
        }
        else
        {
            TextTable.Write(
                output, [shell.In("分录", "Entry"), shell.In("日期", "Date"), shell.In("捐赠人", "Donor"), shell.In("金额", "Amount"), shell.In("已退", "Refunded")],
                [.. due.Gifts.Select(gift => new[] { $"{gift.Gift}", gift.On.ToIso(), gift.Donor, gift.Amount.ToGroupedText(), gift.Refunded.IsZero ? "" : gift.Refunded.ToGroupedText() })], 0, 3, 4);
            output.WriteLine(shell.In($"将开具 {due.Count} 张，实收合计 {due.Kept.ToGroupedText()}。", $"{due.Count} would be issued, over {due.Kept.ToGroupedText()} kept."));
            if (due.UnnamedCount > 0) output.WriteLine(shell.In($"另有 {due.UnnamedCount} 笔未留名，不开收据。", $"{due.UnnamedCount} gift(s) without a name get none."));
        }

        shell.Tell(new("仅为试算，没有写入任何内容。", "This is a dry run; nothing was written."));
        return ExitCode.Done;
    }

    private static EntryId? EntryOf(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 ? new EntryId(number) : null;

    private static Command Register(Shell shell)
    {
        var (receipt, entity) = (Number(shell), Entity(shell));
        var code = Options.Text(shell, "--code", new("代码", "CODE"), new("财政票据代码", "code of the fiscal receipt (票据代码)"), isRequired: true);
        var number = Options.Text(shell, "--number", new("号码", "NUMBER"), new("财政票据号码", "number of the fiscal receipt (票据号码)"), isRequired: true);
        var check = Options.Text(shell, "--check-code", new("校验码", "CODE"), new("校验码", "its check code (校验码)"), isRequired: true);
        var issuedOn = Options.Date(shell, "--issued-on", new("财政票据的开票日期", "the day the fiscal receipt was issued"), isRequired: true);
        return WriteVerb.Make(
            shell, "register", new("登记或更正收据对应的财政电子票据", "Register the fiscal e-receipt of a receipt, or correct it"), OfReceipt(receipt, entity), [receipt, code, number, check, issuedOn, entity],
            run => new RegisterFiscalReceipt(run.Database).RunAsync(run.Asked, new FiscalRegistration(
                run.Required(receipt), FiscalReceipt.Of(run.Required(code), run.Required(number), run.Required(check), run.Required(issuedOn)), run.Value(entity)), run.Stop),
            done => done.Version == 1
                ? new($"已登记收据 {done.Receipt} 的财政票据。", $"The fiscal receipt of {done.Receipt} is registered.")
                : new($"已更正收据 {done.Receipt} 的财政票据（第 {done.Version} 版）。", $"The fiscal receipt of {done.Receipt} is corrected (version {done.Version})."));
    }

    private static Command Void(Shell shell)
    {
        var (receipt, entity) = (Number(shell), Entity(shell));
        var reason = Options.Text(shell, "--reason", new("文字", "TEXT"), new("作废原因，永久保存，不写人名", "why; kept for good, without names"), isRequired: true);
        return WriteVerb.Make(
            shell, "void", new("作废一张收据：编号保留，捐款可以另开", "Make a receipt void: its number is kept, its gift may have another"), OfReceipt(receipt, entity), [receipt, reason, entity],
            run => new VoidReceipt(run.Database).RunAsync(run.Asked, new ReceiptToVoid(run.Required(receipt), run.Required(reason), run.Value(entity)), run.Stop),
            done => new($"收据 {done.Receipt} 已作废；要另开请用 receipt issue --gift {done.Gift}。", $"Receipt {done.Receipt} is void; 'receipt issue --gift {done.Gift}' gives the gift another."));
    }

    private static Need OfReceipt(Option<ReceiptNumber> receipt, Option<string> entity) => new(Permission.RecordMoney, async run =>
        run.Books.EntityOrOnly(run.Value(entity)).IsDone(out var owner, out _)
            && await run.Database.ReadAsync(reader => Receipts.FindAsync(reader, run.Books, owner, run.Required(receipt)), run.Stop) is { } found ? Target.Of(found.Fund, run.Books) : Target.WholeLedger);

    private static Command List(Shell shell)
    {
        var (year, entity) = (Year(shell), Entity(shell));
        return ReadVerb.MakeShowing<IReadOnlyList<Receipt>>(
            shell, "list", new("列出一年的收据，作废的也在内", "List the receipts of a year, void ones among them"), [year, entity],
            async (run, reader, books) => books.EntityOrOnly(run.Value(entity)).IsDone(out var owner, out var refusal)
                ? (await Receipts.ListAsync(reader, books, owner, run.Required(year), MostListed)).Reverse().ToArray() : refusal,
            (_, to, shown) => TextTable.Write(
                to, [shell.In("收据", "Receipt"), shell.In("开具", "Issued"), shell.In("捐款", "Gift"), shell.In("捐赠人", "Donor"), shell.In("金额", "Amount"), shell.In("已退", "Refunded"), shell.In("状态", "State"), shell.In("财政票据", "Fiscal receipt")],
                [.. shown.Select(one => new[]
                {
                    one.Number.ToString(), one.IssuedOn.ToIso(), $"{one.Gift}", one.Donor, one.Amount.ToGroupedText(), one.Refunded.IsZero ? "" : one.Refunded.ToGroupedText(),
                    shell.In(one.State.Name()) + (one.VoidReason.Length > 0 ? $" {one.VoidReason}" : ""), one.Fiscal is { } fiscal ? $"{fiscal.Code} {fiscal.Number}" : "",
                })], 2, 4, 5),
            shown => shown.Select(one => new
            {
                Receipt = one.Number, one.IssuedOn, one.Gift, one.GivenOn, Fund = one.Fund.Code, one.IssueNo, one.DonorId, one.Donor, one.Amount, one.Refunded, one.Kept, State = Choices.Dashed(one.State.ToString()), one.VoidReason, one.Fiscal,
            }));
    }

    private static Command Gaps(Shell shell) => ReadVerb.MakeShowing<IReadOnlyList<ReceiptYear>>(
        shell, "gaps", new("检查收据编号：开具、作废、缺号", "Account for the numbers of receipts: issued, void, missing"), [],
        async (_, reader, books) => (await Receipts.YearsAsync(reader, books)).ToArray(),
        (_, to, shown) => TextTable.Write(
            to, [shell.In("会计主体", "Entity"), shell.In("年度", "Year"), shell.In("最后编号", "Last"), shell.In("张数", "Issued"), shell.In("作废", "Void"), shell.In("缺号", "Missing")],
            [.. shown.Select(one => new[]
            {
                one.Entity.Code, $"{one.Year}", $"{one.Last}", $"{one.Issued}", $"{one.Voided}",
                one.Missing.Count == 0 ? shell.In("无", "none") : string.Join(", ", one.Missing.Select(run => run.First == run.Last ? $"{run.First}" : $"{run.First}–{run.Last}")),
            })], 2, 3, 4),
        shown => shown.Select(one => new { Entity = one.Entity.Code, one.Year, one.Last, one.Issued, one.Voided, Missing = one.Missing.Select(run => new { run.First, run.Last }) }));
}
