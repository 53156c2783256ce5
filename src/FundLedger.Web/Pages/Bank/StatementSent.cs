using FundLedger.Banking.Accounts;
using FundLedger.Banking.Running;
using FundLedger.Banking.Statements;
using FundLedger.Donations.Lists;
using FundLedger.Donations.Uploads;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Hosting;

namespace FundLedger.Web.Pages.Bank;

/// <summary>What became of a statement that somebody sent: looked at, and kept to be taken in whether or not anybody watches.</summary>
/// <param name="Failed">Rows that cannot be read, where they are the reason.</param>
/// <param name="Landed">What an earlier import of this very file brought; null where it is new.</param>
/// <param name="Run">Number of the work that takes it in; null where nothing is to be done.</param>
internal sealed record StatementSent(Refusal? Refusal, IReadOnlyList<ListRow.Failed> Failed, StatementLanded? Landed, long? Run)
{
    /// <param name="asked">Under its key the file is kept; a key that was used is answered as then, whatever the file would say now.</param>
    /// <param name="content">Must seek.</param>
    internal static async Task<StatementSent> TakeAsync(
        Database database, TimeProvider clock, ImportSignal signal, Asked asked, BankAccount account, Stream content, string fileName, ListProfile profile, bool skipsFailed, bool doesMatch, CancellationToken stop)
    {
        long rows = 0;
        var wasSent = await database.ReadAsync(reader => KeysUsed.IsUsedAsync(reader, asked.Key), stop);
        var opening = StatementOpening.Of(content, fileName, account, profile, stop);
        if (opening.IsDone(out var opened, out var unread))
        {
            using (opened)
            {
                var (summary, refused) = await new ImportStatement(database, clock).TryOutAsync(opened.File, new StatementChoices(account.Code, SkipFailedRows: skipsFailed), stop);
                if (!wasSent && refused is not null) return Not(refused.Reason, refused.FailedRows);
                if (!wasSent && summary!.WasImported) return new(null, [], AccountRuns.LandedOf(account, summary), null);
                rows = summary?.Check.Lines ?? 0;
            }
        }
        else if (!wasSent) return Not(unread);

        content.Position = 0;
        var settings = new UploadSettings("", null, null, profile, SkipFailed: skipsFailed, Account: new AccountWork(account.Code, doesMatch));
        var received = await new ReceiveUpload(database).RunAsync(asked, fileName, settings, content, stop);
        if (received is ReceiveOutcome.Refused notKept) return Not(notKept.Reason);
        var id = ((ReceiveOutcome.Received)received).Id;
        // The very file may be on its way already: then its work is told, whatever became of this start.
        await new StartUpload(database).RunAsync(asked with { Key = $"{asked.Key}/start" }, id, settings, account.Entity, rows, stop);
        signal.Ring();
        return new(null, [], null, id);
    }

    private static StatementSent Not(Refusal refusal, IReadOnlyList<ListRow.Failed>? failed = null) => new(refusal, failed ?? [], null, null);
}
