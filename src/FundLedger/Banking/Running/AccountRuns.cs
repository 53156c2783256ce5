using System.Text.Json;
using FundLedger.Banking.Accounts;
using FundLedger.Banking.Pairing;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Ledger;

namespace FundLedger.Banking.Running;

/// <summary>What a run did to an account.</summary>
/// <param name="Landed">Null where it took in no file.</param>
/// <param name="Matched">Null where it did not come to matching.</param>
public sealed record AccountRunResult(StatementLanded? Landed, LinesDealtWith? Matched)
{
    public static AccountRunResult Of(UploadResult? result) => result?.Detail is { } told ? JsonSerializer.Deserialize<AccountRunResult>(told)! : new AccountRunResult(null, null);
}

/// <param name="Lines">New ones.</param>
/// <param name="In">Of the new ones; <paramref name="Out"/> is below zero.</param>
/// <param name="Known">Rows that an earlier statement has.</param>
/// <param name="Opening">Null, as <paramref name="Closing"/>, where the file states no balance.</param>
/// <param name="Faults">The first rows at which the running balance breaks.</param>
public sealed record StatementLanded(
    long Lines, Money In, Money Out, long Known, long Failed, bool WasImported, DateOnly FirstDay, DateOnly LastDay, Money? Opening, Money? Closing, IReadOnlyList<BalanceFault> Faults);

/// <param name="Open">Lines of the account that are still open.</param>
public sealed record LinesDealtWith(IReadOnlyDictionary<MatchHow, long> Matched, IReadOnlyDictionary<BookAs, long> Booked, long Open, Money OpenIn, Money OpenOut);

/// <summary>Takes in a statement that was uploaded and matches the account's lines, as work that waits its turn and goes on after a restart: each part of it is done once.</summary>
public sealed class AccountRuns(Database database, TimeProvider clock)
{
    private readonly Database database = database;

    public async Task<UploadResult> RunAsync(ListUpload upload, CancellationToken stop)
    {
        var work = upload.Settings.Account!;
        var found = await database.ReadAsync(async reader => (await BankBook.LoadAsync(reader, await Books.LoadAsync(reader))).Find(work.Code), stop);
        if (!found.IsDone(out var account, out var unknown)) return Ended(unknown, new AccountRunResult(null, null));
        StatementLanded? landed = null;
        if (upload.SizeBytes > 0)
        {
            if (!(await LandAsync(upload, account, stop)).IsDone(out landed, out var refusal)) return Ended(refusal, new AccountRunResult(null, null));
        }

        if (!work.Match) return Ended(null, new AccountRunResult(landed, null));
        // A run that was broken off is another one: what it did stands, and what is open now is dealt with.
        var matching = await new AutoMatch(database).RunAsync(new Asked($"upload/{upload.Id}/match/{upload.Attempts}", upload.Actor), RequestOf(work), stop: stop);
        if (!matching.IsDone(out var done, out var notMatched)) return Ended(notMatched, new AccountRunResult(landed, null));
        return Ended(done.Stopped, new AccountRunResult(landed, new LinesDealtWith(done.Matched, done.Booked, done.Open, done.OpenIn, done.OpenOut)));
    }

    private async Task<Outcome<StatementLanded>> LandAsync(ListUpload upload, BankAccount account, CancellationToken stop)
    {
        if (await Uploads.ContentAsync(database, upload, stop) is not { } content) return Uploads.Gone;
        await using (content)
        {
            var opening = StatementOpening.Of(content, upload.FileName, account, upload.Settings.Profile, stop);
            if (!opening.IsDone(out var opened, out var unread)) return unread;
            using (opened)
            {
                var (summary, refused) = await new ImportStatement(database, clock).RunAsync(upload.Actor, opened.File, new StatementChoices(account.Code, SkipFailedRows: upload.Settings.SkipFailed), stop: stop);
                return refused is not null ? refused.Reason : LandedOf(account, summary!);
            }
        }
    }

    public static StatementLanded LandedOf(BankAccount account, StatementSummary summary)
    {
        Money? In(long? minor) => minor is { } known ? new Money(known, account.Currency) : null;
        return new StatementLanded(
            summary.Lines, summary.In, summary.Out, summary.Known, summary.FailedCount, summary.WasImported, summary.Check.FirstDay, summary.Check.LastDay,
            In(summary.Check.OpeningMinor), In(summary.Check.ClosingMinor), summary.Check.Faults);
    }

    private static AutoMatchRequest RequestOf(AccountWork work) =>
        new(work.Code, Enum.TryParse<UnmatchedCredit>(work.Unmatched, out var unmatched) && Enum.IsDefined(unmatched) ? unmatched : null, Fund: work.Fund);

    private UploadResult Ended(Refusal? refusal, AccountRunResult result) => new(
        refusal, null, 0, 0, result.Landed?.Known ?? 0, result.Landed?.Failed ?? 0, result.Landed?.WasImported ?? false, false, Moments.ToMicroseconds(clock.GetUtcNow()), JsonSerializer.Serialize(result));
}

/// <summary>A statement that was opened to be read, whatever its format.</summary>
public sealed record StatementOpening(StatementFile File, ListFile? List) : IDisposable
{
    /// <param name="content">Must seek, and stay open as long as the statement is read.</param>
    public static Outcome<StatementOpening> Of(Stream content, string name, BankAccount account, ListProfile profile, CancellationToken stop = default)
    {
        if (CamtFile.IsOne(content))
            return CamtFile.Open(content, name, account.Currency, account.NumberTail).IsDone(out var camt, out var notRead) ? new StatementOpening(camt, null) : notRead;
        var opening = ListFile.Open(content, name);
        if (opening is ListOpening.Refused unopened) return unopened.Reason;
        var list = ((ListOpening.Opened)opening).File;
        var scanning = list.Scan(new ListSettings(account.Currency, profile, IsStatement: true), stop: stop);
        if (scanning is ListScanning.Scanned scanned) return new StatementOpening(StatementFile.Of(list, scanned.Scan), list);
        list.Dispose();
        return ((ListScanning.Refused)scanning).Reason;
    }

    public void Dispose() => List?.Dispose();
}
