using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Donations;

/// <param name="Amount">Of all instalments; of each where it goes on until it is ended.</param>
/// <param name="FirstDue">The day of the first instalment; the others follow from it.</param>
/// <param name="EveryMonths">0 to 120; 0 where it comes at once.</param>
/// <param name="Count">1 to 600; null where it goes on.</param>
/// <param name="Document">Number of the written promise.</param>
/// <param name="Source">Code of the source row; null for the entity's plain donations.</param>
public sealed record NewPledge(
    string Fund, DonorName Donor, Money Amount, DateOnly PledgedOn, DateOnly FirstDue, int EveryMonths = 0, int? Count = 1, string? Document = null, string? Source = null);

public sealed record PledgeRecorded(long Pledge, int? Count, DateOnly FirstDue);

/// <summary>Records a promise to give: a memo of what is expected, and no income before cash comes.</summary>
public sealed class RecordPledge(Database database)
{
    public const int MostInstalments = 600;
    public const int MostMonths = 120;

    public Task<Outcome<PledgeRecorded>> RunAsync(Asked asked, NewPledge pledge, CancellationToken stop = default) => database.WriteAsync<PledgeRecorded>(
        asked.For("pledge", OperationField.Of("fund", pledge.Fund), OperationField.Of("amount", pledge.Amount), OperationField.Of("on", pledge.PledgedOn), OperationField.Of("first", pledge.FirstDue),
            OperationField.Of("every", pledge.EveryMonths), OperationField.Of("count", pledge.Count?.ToString(System.Globalization.CultureInfo.InvariantCulture)), OperationField.Of("document", pledge.Document),
            OperationField.Of("source", pledge.Source), OperationField.Personal("donor", pledge.Donor.Name), OperationField.Of("anonymous", pledge.Donor.IsAnonymous.ToString())),
        async tx =>
        {
            var books = await Books.OfAsync(tx);
            if (!books.Fund(pledge.Fund).IsDone(out var fund, out var refusal)) return refusal;
            if (RefusalFor(pledge, fund) is { } badPledge) return badPledge;
            if (!(await SourceStore.NamedOrPlainAsync(tx, books.Entity(fund.EntityId), pledge.Source, SourceKind.Donation)).IsDone(out var source, out refusal)) return refusal;
            var donor = await DonorStore.FindOrInsertAsync(tx, pledge.Donor);
            var id = await PledgeStore.InsertAsync(tx, pledge, fund, source, donor);
            // What goes on is expected instalment by instalment, as each falls due.
            if (pledge.Count is { } count) await PledgeStore.SetExpectedAsync(tx, id, count);
            else await PledgeStore.SetExpectedAsync(tx, id, (await PledgeStore.FindAsync(tx, await Books.OfAsync(tx), id))!.DueBy(tx.Today));
            return await PledgeStore.BringInLineAsync(tx, id, pledge.PledgedOn) is { } notPosted ? notPosted : new PledgeRecorded(id, pledge.Count, pledge.FirstDue);
        }, stop);

    private static Refusal? RefusalFor(NewPledge pledge, Fund fund)
    {
        if ((Amounts.RefusalFor(pledge.Amount, fund) ?? KeptText.DonorName.RefusalFor(pledge.Donor.Name, "donor") ?? KeptText.DocumentId.RefusalFor(pledge.Document, "ref")) is { } badInput) return badInput;
        if (pledge.Donor.Kind == DonorKind.Unnamed)
            return Refusal.Of("pledge-donor", "donor", "认捐须写明是谁：没有名字的承诺无从催收。", "A pledge names who makes it: nobody could be reminded of one without a name.");
        if (pledge.EveryMonths is < 0 or > MostMonths)
            return Refusal.Of("pledge-months", "every", $"每期间隔应为 0 至 {MostMonths} 个月（0 为一次付清）。", $"Instalments are 0 to {MostMonths} months apart (0: all at once).");
        if (pledge.Count is < 1 or > MostInstalments)
            return Refusal.Of("pledge-count", "count", $"期数应为 1 至 {MostInstalments}。", $"There are 1 to {MostInstalments} instalments.");
        if (pledge.EveryMonths == 0 && pledge.Count != 1)
            return Refusal.Of("pledge-months", "every", "分期或长期认捐须写明每几个月一期。", "Instalments, and pledges that go on, need the months between them.");
        if (pledge.Count is { } count && pledge.Amount.MinorUnits < count)
            return Refusal.Of("pledge-count", "count", "金额太小，有的期分不到一分钱。", "The amount is too small: some instalment would be nothing.");
        if (pledge.FirstDue.Year is < 1900 or > 8900 || pledge.PledgedOn.Year < 1900)
            return Refusal.Of("date-range", "first", "日期应在 1900 年至 8900 年之间。", "Dates lie between the years 1900 and 8900.");
        return pledge.FirstDue >= pledge.PledgedOn ? null
            : Refusal.Of("pledge-first", "first", $"首期 {pledge.FirstDue.ToIso()} 早于认捐日期 {pledge.PledgedOn.ToIso()}。", $"The first instalment, {pledge.FirstDue.ToIso()}, is before the day of the pledge, {pledge.PledgedOn.ToIso()}.");
    }
}
