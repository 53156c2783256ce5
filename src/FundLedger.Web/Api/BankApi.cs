using System.Globalization;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Reconciling;
using FundLedger.Banking.Statements;
using FundLedger.Donors;
using FundLedger.Ledger;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Bank;

namespace FundLedger.Web.Api;

/// <summary>Bank accounts: balances on both sides, statements and their gaps, lines and what they are matched with, the reconciliation. Who may act in an account's entity may act on it.</summary>
internal static class BankApi
{
    private const string Part = "bank";
    internal static readonly ApiParameter Code = ApiParameter.Path("account", new("银行账户代码", "code of the bank account"), "BANK-CNY");
    private static readonly ApiParameter Line = ApiParameter.Path("line", new("明细编号", "number of the line"), "1", ApiParameterForm.Number);
    private static readonly ApiParameter State = new("state", new("明细状态，不写为全部", "state of the lines; all unless said"), "all", Words: [.. Enum.GetValues<LineState>().Select(state => ApiJson.WordOf(state))]);
    private static readonly ApiParameter Direction = new("direction", new("收入或支出", "money in or out"), null, Words: ["in", "out"]);
    private static readonly ApiParameter To = new("to", new("截至哪一天，不写为今天", "to which day; today unless said"), "2026-04-10", ApiParameterForm.Day);

    internal static void MapBank(this ApiRoutes api)
    {
        api.Read<Page<BankAccountShown>>("/bank/accounts", new("listBankAccounts", Part, new("列出银行账户", "List bank accounts"), "With the balance in the books, that at the bank, and what is open.", ApiParameter.Paging), ListAsync, Permission.ReadLedger);
        api.Read<BankAccountInFull>("/bank/accounts/{account}", new("getBankAccount", Part, new("一个银行账户", "One bank account"), "With the gaps between its statements.", [Code]) { IsTagged = true }, OneAsync, Permission.ReadLedger);
        api.Read<Page<StatementShown>>("/bank/accounts/{account}/statements", new("listBankStatements", Part, new("列出对账单", "List statements"), "In the order of their days.", [Code, .. ApiParameter.Paging]), StatementsAsync, Permission.ReadLedger);
        api.Read<Page<BankLineShown>>("/bank/accounts/{account}/lines", new("listBankLines", Part, new("列出银行明细", "List bank lines"), "Newest day first; names are masked, and what the bank wrote beside them is not told.",
            [Code, State, Direction, ApiParameter.From, ApiParameter.To, .. ApiParameter.Paging]), LinesAsync, Permission.ReadLedger);
        api.Read<BankLineInFull>("/bank/lines/{line:long}", new("getBankLine", Part, new("一条银行明细", "One bank line"), "With its matches and, for who may match it, entries that it may belong to.", [Line]) { IsTagged = true }, LineAsync, Permission.ReadLedger);
        api.Write<NewMatch, MatchMade>("/bank/lines/{line:long}/matches", new("matchBankLine", Part, new("匹配明细与分录", "Match a line with entries"), "Whole, or an amount of it with one entry.", [Line]) { Example = """{"entries":[2]}""" }, MatchAsync, Permission.RecordMoney);
        api.Write<UndoWanted, MatchUndone>("/bank/matches/{match:long}/undo", new("undoBankMatch", Part, new("撤销匹配", "Undo a match"), "What was matched is open again.",
            [ApiParameter.Path("match", new("匹配编号", "number of the match"), "1", ApiParameterForm.Number)]) { Example = """{"reason":"配错了"}""" }, UndoAsync, Permission.RecordMoney);
        api.Write<NewBooking, BookingMade>("/bank/lines/{line:long}/entries", new("bookBankLine", Part, new("由明细记账", "Make an entry of a line"), "A gift, a fee, interest, or money that nobody knows; the line is matched with it.", [Line with { Example = "2" }])
        {
            Example = """{"as":"gift","fund":"F1","donor":"周兰"}""",
        }, BookAsync, Permission.RecordMoney);
        api.Write<NewIdentification, IdentificationMade>("/bank/lines/{line:long}/identification", new("identifyReceipt", Part, new("认领待查款项", "Identify money that nobody knew"), "What was booked as unidentified becomes a gift.", [Line with { Example = "3" }])
        {
            Example = """{"fund":"F1","donor":"周兰"}""",
        }, IdentifyAsync, Permission.RecordMoney);
        foreach (var (word, id, isOut, summary) in new[] { ("leave-out", "leaveOutBankLine", true, new Bilingual("剔除明细", "Leave a line out")), ("take-in", "takeInBankLine", false, new Bilingual("恢复明细", "Let a line count again")) })
            api.Write<LeavingOut, LineChanged>($"/bank/lines/{{line:long}}/{word}", new(id, Part, summary, "A line that is left out counts for nothing: the bank never had it.", [Line with { Example = isOut ? "4" : "5" }]) { Example = """{"reason":"银行重复导出"}""" }, (call, asked) => LeaveOutAsync(call, asked, isOut), Permission.RecordMoney);
        api.Read<ReconciliationShown>("/bank/accounts/{account}/reconciliation", new("getReconciliation", Part, new("银行存款余额调节表", "The reconciliation"), "At the end of a day: both balances, what is in transit, and what explains a difference. The first 500 items.",
            [Code, To, new("balance", new("纸面上的银行余额", "the bank's balance read off a paper"))]) { IsTagged = true }, ReconcileAsync, Permission.ReadLedger);
        api.Write<NewLock, LockMade>("/bank/accounts/{account}/reconciliation-locks", new("lockReconciliation", Part, new("锁定调节表", "Lock the reconciliation"), "When it ties.", [Code with { Example = "ZFB" }]) { Example = """{"to":"2026-04-10"}""" }, LockAsync, Permission.RecordMoney);
        api.Write<UnlockWanted, ProposedShown>("/bank/accounts/{account}/reconciliation-unlocks", new("proposeUnlock", Part, new("提出解锁", "Propose to unlock"), "The last one that is locked; it takes another person.", [Code with { Example = "ZFB" }]) { Example = """{"reason":"漏记一笔手续费"}""" },
            (call, asked) => call.ProposeAsync(UnlockReconciliation.Kind, new ReconciliationUnlock(call.Route("account"), asked.Reason), Touches(call, Permission.Propose)), Permission.Propose);
    }

    internal static bool May(ApiCall call, Permission what, BankAccount account) => call.May(what, BankPage.TargetOf(account));

    internal static async Task<BankAccount?> FindAsync(ApiCall call, LedgerReader reader, Books books, Permission what) =>
        (await BankBook.LoadAsync(reader, books)).Accounts.FirstOrDefault(known => known.Code == call.Route("account")) is { } account && May(call, what, account) ? account : null;

    private static Func<LedgerReader, Books, Task<bool?>> Touches(ApiCall call, Permission what) => async (reader, books) => await FindAsync(call, reader, books, what) is not null ? true : null;

    private static Task<IResult> ListAsync(ApiCall call) => call.ReadAsync(async (reader, books) => call.PageOf(
        (await BankAccountFigures.ListAsync(reader, books, call.Today)).Where(one => May(call, Permission.ReadLedger, one.Account)).OrderBy(one => one.Account.Code, StringComparer.Ordinal).Select(BankAccountShown.Of), one => one.Account));

    private static Task<IResult> OneAsync(ApiCall call) => OfAccountAsync(call, async (reader, books, account) => ApiCall.One(new BankAccountInFull(
        BankAccountShown.Of((await BankAccountFigures.ListAsync(reader, books, call.Today)).First(one => one.Account.Id == account.Id)),
        [.. StatementGap.In(await StatementStore.ListAsync(reader, await BankBook.LoadAsync(reader, books), account)).Select(gap => new StatementGapShown(gap.Before.LastDay, gap.After.FirstDay, gap.Missing))])));

    private static Task<IResult> StatementsAsync(ApiCall call) => OfAccountAsync(call, async (reader, books, account) => call.PageOf(
        (await StatementStore.ListAsync(reader, await BankBook.LoadAsync(reader, books), account)).Select(StatementShown.Of).OrderBy(KeyOf, StringComparer.Ordinal), KeyOf));

    private static string KeyOf(StatementShown statement) => FormattableString.Invariant($"{statement.FirstDay.ToIso()}/{statement.Statement:D19}");

    private static Task<IResult> LinesAsync(ApiCall call)
    {
        var (state, direction, from, to, limit, after) = (call.Word<LineState>("state") ?? LineState.All, call.Text("direction"), call.Day("from"), call.Day("to"), call.Limit(), call.After());
        if (direction is not (null or "in" or "out")) call.Unknown("direction", Direction.Words!);
        if (call.Wrong is { } wrong) return Task.FromResult<IResult>(wrong);
        (DateOnly, long)? before = after?.Split('/') is [var day, var line] && IsoDates.TryParse(day, out var on) && long.TryParse(line, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? (on, number) : null;
        return OfAccountAsync(call, async (reader, _, account) =>
        {
            var found = await BankLines.ListAsync(reader, account, new LineQuery(state, direction is null ? null : direction == "in", from, to, before, limit + 1));
            return call.Page<BankLineShown>([.. found.Take(limit).Select(BankLineShown.Of)], found.Count > limit ? FormattableString.Invariant($"{found[limit - 1].Day.ToIso()}/{found[limit - 1].Id}") : null);
        });
    }

    private static Task<IResult> LineAsync(ApiCall call) => call.ReadAsync(async (reader, books) =>
    {
        var bank = await BankBook.LoadAsync(reader, books);
        if (await BankLines.FindAsync(reader, bank, call.Number("line")) is not { } line || !May(call, Permission.ReadLedger, line.Account)) return ApiCall.NotThere();
        var suggested = !line.IsLeftOut && May(call, Permission.RecordMoney, line.Account) ? await Suggestions.OfAsync(reader, line) : [];
        var unknown = (await UnidentifiedReceipt.ListAsync(reader, books, bank)).FirstOrDefault(receipt => receipt.Line == line.Id);
        return ApiCall.One(new BankLineInFull(
            BankLineShown.Of(line), [.. (await BankMatches.OfLineAsync(reader, bank, line.Id)).Select(BankMatchShown.Of)],
            [.. suggested.Select(one => new SuggestionShown([.. one.Entries.Select(item => item.Entry)], one.Score, one.Reasons, one.Difference))], unknown?.Amount));
    });

    private static Task<IResult> MatchAsync(ApiCall call, NewMatch asked) => OnLineAsync(call, (by, line) => new MatchLines(call.Noting).RunAsync(by, new MatchRequest(
        line.Account.Code, [new LinePart(line.Id, asked.Amount)], [.. asked.Entries.Select(entry => new EntryPart(entry, asked.Entries.Count == 1 ? asked.Amount : null))], asked.Suggested ? MatchHow.Suggested : MatchHow.ByHand), call.Stop),
        done => new MatchMade(done.Match, done.Amount));

    private static Task<IResult> UndoAsync(ApiCall call, UndoWanted asked) => call.WriteAsync(
        Permission.RecordMoney, async (reader, books) => await BankMatches.FindAsync(reader, await BankBook.LoadAsync(reader, books), call.Number("match")) is { } match ? May(call, Permission.RecordMoney, match.Account) : null,
        by => new UnmatchLines(call.Noting).RunAsync(by, new Unmatch(call.Number("match"), asked.Reason), call.Stop), done => new MatchUndone(done.Match), _ => null);

    private static Task<IResult> BookAsync(ApiCall call, NewBooking asked) => OnLineAsync(
        call, (by, line) => new BookLines(call.Noting).RunAsync(by, new Booking([line.Id], asked.As, asked.Fund, asked.Source, asked.On, asked.As == BookAs.Gift ? asked.Donor : null, asked.Anonymous, asked.Remember), call.Stop),
        done => new BookingMade(done.Entries[0], done.Rule), done => EntriesApi.PathOf(done.Entries[0]));

    private static Task<IResult> IdentifyAsync(ApiCall call, NewIdentification asked) => OnLineAsync(
        call, (by, line) => new IdentifyReceipt(call.Noting).RunAsync(by, new Identification(line.Id, asked.Fund, asked.Donor, asked.Amount, asked.On, asked.Source, asked.Anonymous), call.Stop),
        done => new IdentificationMade(done.Entry, done.Left), done => EntriesApi.PathOf(done.Entry));

    private static Task<IResult> LeaveOutAsync(ApiCall call, LeavingOut asked, bool isLeftOut) => OnLineAsync(
        call, (by, line) => new LeaveOutLine(call.Noting).RunAsync(by, new LineLeftOut(line.Id, isLeftOut, asked.Reason), call.Stop), done => new LineChanged(done.Line, done.IsLeftOut));

    private static async Task<IResult> OnLineAsync<T, TAnswer>(ApiCall call, Func<Asked, BankLine, Task<Outcome<T>>> operation, Func<T, TAnswer> answer, Func<T, string>? location = null) where TAnswer : class
    {
        BankLine? line = null;
        return await call.WriteAsync(Permission.RecordMoney, async (reader, books) =>
        {
            line = await BankLines.FindAsync(reader, await BankBook.LoadAsync(reader, books), call.Number("line"));
            return line is null ? null : May(call, Permission.RecordMoney, line.Account);
        }, by => operation(by, line!), answer, done => location?.Invoke(done) ?? FormattableString.Invariant($"{ApiRoutes.Root}/bank/lines/{line!.Id}"));
    }

    private static Task<IResult> ReconcileAsync(ApiCall call)
    {
        var to = call.Day("to") ?? call.Today;
        return call.Wrong is { } wrong ? Task.FromResult<IResult>(wrong) : OfAccountAsync(call, async (reader, _, account) =>
        {
            var told = call.Amount("balance", account.Currency);
            if (call.Wrong is { } unread) return unread;
            return (await Reconciliation.ReadAsync(reader, account, to, told)).IsDone(out var figures, out var refusal) ? ApiCall.One(ReconciliationShown.Of(figures, await Explanations.OfAsync(reader, figures))) : call.Refused(refusal);
        });
    }

    private static Task<IResult> LockAsync(ApiCall call, NewLock asked) => call.WriteAsync(
        Permission.RecordMoney, Touches(call, Permission.RecordMoney), by => new LockReconciliation(call.Noting).RunAsync(by, new ReconciliationLock(call.Route("account"), asked.To, asked.BankBalance), call.Stop),
        done => new LockMade(done.Account, done.To), done => $"{PathOf(done.Account)}/reconciliation?to={done.To.ToIso()}");

    private static Task<IResult> OfAccountAsync(ApiCall call, Func<LedgerReader, Books, BankAccount, Task<IResult>> answer) => call.ReadAsync(async (reader, books) =>
        await FindAsync(call, reader, books, Permission.ReadLedger) is { } account ? await answer(reader, books, account) : ApiCall.NotThere());

    internal static string PathOf(string account) => $"{ApiRoutes.Root}/bank/accounts/{Uri.EscapeDataString(account)}";
}

/// <param name="NumberTail">The last digits of its number; the whole number is kept nowhere.</param>
/// <param name="InBooks">What the books say it holds.</param>
/// <param name="AtBank">What its statements say; null where it has none.</param>
/// <param name="OpenIn">Money in that no match has taken; of money out below zero.</param>
/// <param name="LockedTo">The last day that is reconciled and locked.</param>
public sealed record BankAccountShown(
    string Account, string Entity, Bilingual Name, BankAccountKind Kind, string BankName, string NumberTail, bool IsOpen, IReadOnlyList<string> Funds, Money InBooks, Money? AtBank, long OpenLines, Money OpenIn, Money OpenOut,
    DateOnly? FirstDay, DateOnly? LastDay, DateOnly? LockedTo)
{
    internal static BankAccountShown Of(BankAccountFigures one) => new(
        one.Account.Code, one.Account.Entity.Code, one.Account.Name, one.Account.Kind, one.Account.BankName, one.Account.NumberTail, one.Account.IsOpen, [.. one.Funds.Select(fund => fund.Code)], one.Books, one.Bank, one.OpenLines,
        one.OpenIn, one.OpenOut, one.FirstDay, one.LastDay, one.LockedTo);
}

public sealed record BankAccountInFull(BankAccountShown Listed, IReadOnlyList<StatementGapShown> Gaps);

/// <param name="Missing">What the lines between would add up to; null where a file states no balance.</param>
public sealed record StatementGapShown(DateOnly After, DateOnly Before, Money? Missing);

/// <param name="Lines">That it brought.</param>
/// <param name="Known">Rows that earlier statements had.</param>
/// <param name="FaultCount">Rows at which its running balance breaks.</param>
public sealed record StatementShown(long Statement, string FileName, string Sha256, bool IsDone, long Lines, long Known, DateOnly FirstDay, DateOnly LastDay, Money? Opening, Money? Closing, long FaultCount)
{
    internal static StatementShown Of(BankStatement one) => new(
        one.Id, one.FileName, Convert.ToHexStringLower(one.Sha256), one.IsDone, one.Lines, one.Known, one.FirstDay, one.LastDay, one.Opening, one.Closing, one.FaultCount);
}

/// <param name="Amount">Money in is positive.</param>
/// <param name="Open">What of it no match has taken.</param>
/// <param name="Counterparty">Masked.</param>
public sealed record BankLineShown(long Line, string Account, DateOnly On, Money Amount, Money Open, Money? Balance, string Reference, string Counterparty, bool IsLeftOut)
{
    internal static BankLineShown Of(BankLine line) => new(line.Id, line.Account.Code, line.Day, line.Amount, line.Open, line.Balance, line.Reference, Masking.Masked(line.Counterparty), line.IsLeftOut);
}

/// <param name="Unidentified">What of it is booked as money that nobody knows; null where nothing is.</param>
public sealed record BankLineInFull(BankLineShown Listed, IReadOnlyList<BankMatchShown> Matches, IReadOnlyList<SuggestionShown> Suggestions, Money? Unidentified);

public sealed record BankMatchShown(long Match, MatchHow How, long? Rule, bool IsUndone, IReadOnlyList<MatchedLineShown> Lines, IReadOnlyList<MatchedEntryShown> Entries)
{
    internal static BankMatchShown Of(BankMatch match) => new(
        match.Id, match.How, match.Rule, match.IsUndone, [.. match.Lines.Select(line => new MatchedLineShown(line.Line, line.Day, line.Amount))],
        [.. match.Entries.Select(entry => new MatchedEntryShown(entry.Entry, entry.Day, entry.Kind.Code, entry.Amount))]);
}

public sealed record MatchedLineShown(long Line, DateOnly On, Money Amount);

public sealed record MatchedEntryShown(EntryId Entry, DateOnly On, string Kind, Money Amount);

/// <param name="Score">The higher, the likelier.</param>
public sealed record SuggestionShown(IReadOnlyList<EntryId> Entries, int Score, IReadOnlyList<Bilingual> Reasons, Money Difference);

/// <param name="Amount">A part of the line; all of it unless said.</param>
/// <param name="Suggested">One of the suggestions is taken.</param>
public sealed record NewMatch(IReadOnlyList<EntryId> Entries, Money? Amount = null, bool Suggested = false);

public sealed record MatchMade(long Match, Money Amount);

public sealed record UndoWanted(string Reason = "");

public sealed record MatchUndone(long Match);

/// <param name="Fund">The account's own unless named.</param>
/// <param name="On">The bank's day unless named.</param>
/// <param name="Donor">The counterparty unless named. Kept erasable.</param>
/// <param name="Remember">Makes a rule of it for lines like this.</param>
public sealed record NewBooking(BookAs As, string? Fund = null, string? Source = null, DateOnly? On = null, string? Donor = null, bool Anonymous = false, bool Remember = false);

/// <param name="Rule">That remembers it; null when none was made.</param>
public sealed record BookingMade(EntryId Entry, long? Rule);

/// <param name="Donor">Kept erasable.</param>
/// <param name="Amount">All that is unidentified unless said.</param>
public sealed record NewIdentification(string Fund, string Donor, Money? Amount = null, DateOnly? On = null, string? Source = null, bool Anonymous = false);

/// <param name="Left">Still unidentified.</param>
public sealed record IdentificationMade(EntryId Entry, Money Left);

public sealed record LeavingOut(string Reason);

public sealed record LineChanged(long Line, bool IsLeftOut);

/// <param name="BankBalance">Read off a paper; that of the statements unless said.</param>
public sealed record NewLock(DateOnly To, Money? BankBalance = null);

public sealed record LockMade(string Account, DateOnly To);

/// <param name="Reason">Kept for good, so it names nobody.</param>
public sealed record UnlockWanted(string Reason);

/// <param name="BookReceived">企业已收银行未收; the three that follow are its like.</param>
/// <param name="Difference">Zero when it ties.</param>
/// <param name="IsLocked">Of this very day.</param>
public sealed record ReconciliationShown(
    string Account, DateOnly To, BankSays BankSays, Money Book, Money Bank, Money Opening, Money BookReceived, Money BookPaid, Money BankReceived, Money BankPaid, Money AdjustedBook, Money AdjustedBank, Money Difference,
    bool IsLocked, long ItemCount, IReadOnlyList<TransitShown> Items, IReadOnlyList<ExplanationShown> Explanations)
{
    private const int MostItems = 500;

    internal static ReconciliationShown Of(Reconciliation figures, IReadOnlyList<Explanation> explained)
    {
        var (sums, money) = (figures.Sums, (Func<long, Money>)figures.Money);
        return new(
            figures.Account.Code, figures.ToDay, figures.BankSays, money(sums.Book), money(sums.Bank), money(sums.Opening), money(sums.BookReceived), money(sums.BookPaid), money(sums.BankReceived), money(sums.BankPaid),
            money(sums.AdjustedBook), money(sums.AdjustedBank), money(sums.Difference), figures.Locked is not null, figures.ItemCount,
            [.. figures.Items.Take(MostItems).Select(item => new TransitShown(item.Kind, item.Day, item.Amount, item.Line, item.Entry, item.Reference, Masking.Masked(item.Who)))],
            [.. explained.Select(one => new ExplanationShown(one.Kind, one.What, one.Amount, one.Line, one.Entry))]);
    }
}

/// <param name="Who">Masked.</param>
public sealed record TransitShown(TransitKind Kind, DateOnly On, Money Amount, long? Line, EntryId? Entry, string Reference, string Who);

public sealed record ExplanationShown(ExplanationKind Kind, Bilingual What, Money Amount, long? Line, EntryId? Entry);
