using FundLedger.Exchange.Importing;
using FundLedger.Ledger;

namespace FundLedger.Exchange;

/// <summary>Makes in an empty ledger the same journal that another ledger exported as CSV: every entry with its number, moment, actor, key and hash.</summary>
/// <remarks>
/// The whole file is checked before anything is written. It is posted in steps under keys made from the file's SHA-256, so an import that stopped
/// goes on when the same file is imported again, and until then <see cref="UnfinishedImport"/> says so. What the journal does not hold does not come
/// back: texts and names, donations and donors, appropriations, closed months and voucher numbers, funds and sources without lines.
/// </remarks>
/// <param name="database">Without entities, or with an unfinished import of the same file.</param>
/// <param name="charts">Charts of entities' own, so that their accounts without lines come back too; the two national ones are known.</param>
public sealed class ImportJournal(Database database, IReadOnlyList<Chart>? charts = null)
{
    private static readonly Bilingual JournalOnly = new(
        "文件只含账簿：捐赠人和捐赠记录、拨款文件、摘要文字、结账状态和凭证号、没有发生额的基金和来源不在其中，未能恢复。",
        "The file holds the journal only: donors and donations, appropriations, texts, closed months and voucher numbers, funds and sources without lines are not in it and did not come back.");

    private readonly Dictionary<string, Chart> charts = Chart.All.Concat(charts ?? []).ToDictionary(chart => chart.Code);

    /// <param name="actor">Opaque id of the one who imports; the entries keep their own actors.</param>
    /// <param name="file">Can be read twice; not changed meanwhile.</param>
    /// <param name="stop">Between two steps: what was posted stays, and the same file goes on from there.</param>
    public async Task<Outcome<JournalImported>> RunAsync(string actor, Stream file, IProgress<JournalImportProgress>? progress = null, CancellationToken stop = default)
    {
        Invariant.Holds(file.CanSeek);
        if (!(await ImportPlan.ReadAsync(file, progress, stop)).IsDone(out var plan, out var refusal)) return refusal;
        var steps = new ImportSteps(database, actor, plan, progress, stop);
        if (!(await steps.BeginAsync()).IsDone(out _, out refusal)) return refusal;
        if (await steps.DefineAsync(ChartAccounts.Missing(plan.Definitions, charts)) is { } notDefined) return notDefined;
        if (await steps.PostAsync(file) is { } notPosted) return notPosted;
        if (!(await steps.EndAsync()).IsDone(out _, out refusal)) return refusal;

        Bilingual[] notRestored = [JournalOnly, .. ChartAccounts.Unknown(plan.Definitions, charts)];
        return new JournalImported(
            plan.EntryCount, plan.LineCount, plan.LastEntry, plan.LastHash, plan.FileSha256, steps.WasThereBefore, steps.WasResumed, notRestored);
    }
}
