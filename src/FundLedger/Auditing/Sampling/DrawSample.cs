using System.Globalization;
using System.Text.Json;
using FundLedger.Ledger;
using FundLedger.People.Trail;

namespace FundLedger.Auditing.Sampling;

/// <param name="Items">How many items were drawn.</param>
/// <param name="Population">How many they were drawn from.</param>
public sealed record SampleDrawn(long Sample, int Items, long Population, Money Sum);

/// <summary>Draws a sample of what is known, and keeps it with all that it takes to draw it again.</summary>
/// <remarks>It is drawn in a read and written after: the answer for a known moment stays the answer, and the writer waits for no walk through the books.</remarks>
public sealed class DrawSample(Database database)
{
    public async Task<Outcome<SampleDrawn>> RunAsync(Asked asked, SampleWanted wanted, CancellationToken stop = default)
    {
        if (!(await database.ReadAsync(reader => SampleDrawing.DrawAsync(reader, wanted), stop)).IsDone(out var drawing, out var refusal)) return refusal;
        return await database.WriteAsync<SampleDrawn>(asked.For("draw-sample", [.. FieldsOf(wanted)]), async tx =>
        {
            var sample = await SampleStore.InsertAsync(tx, wanted, drawing);
            await AuditTrail.AddAsync(tx, AuditNote.Done("draw-sample", "sample", sample, $"{StoredWords.Word(wanted.Method)} {drawing.Items.Count} of {drawing.Sums.Count}"));
            return new SampleDrawn(sample, drawing.Items.Count, drawing.Sums.Count, new Money(drawing.Sums.Sum, drawing.Population.Currency));
        }, stop);
    }

    private static IEnumerable<OperationField> FieldsOf(SampleWanted wanted) =>
    [
        OperationField.Of("population", JsonSerializer.Serialize(wanted.Of)), OperationField.Of("method", StoredWords.Word(wanted.Method)), OperationField.Of("seed", wanted.Seed), OperationField.Of("purpose", wanted.Purpose),
        OperationField.Of("interval", wanted.Interval?.ToString()), OperationField.Of("tolerable", wanted.Tolerable?.ToString()), OperationField.Of("factor", wanted.Factor?.ToString(CultureInfo.InvariantCulture)),
        OperationField.Of("size", wanted.Size?.ToString(CultureInfo.InvariantCulture)), OperationField.Of("from", wanted.From?.ToString()), OperationField.Of("known", wanted.KnownAt?.ToString(CultureInfo.InvariantCulture)),
    ];
}

/// <summary>A population and what was drawn of it.</summary>
/// <param name="First">The first monetary unit hit; null where units are not what is drawn.</param>
internal sealed record SampleDrawing(Population Population, PopulationSums Sums, long? First, IReadOnlyList<DrawnItem> Items)
{
    internal static async Task<Outcome<SampleDrawing>> DrawAsync(LedgerReader reader, SampleWanted wanted)
    {
        if (wanted.Refusal is { } bad) return bad;
        if (!(await Population.OfAsync(reader, wanted.Of, wanted.KnownAt)).IsDone(out var population, out var refusal)) return refusal;
        if (new[] { wanted.Interval, wanted.Tolerable, wanted.From }.OfType<Money>().Any(amount => amount.Currency != population.Currency))
            return Refusal.Of("currency", "amount", $"金额的币种应为 {population.Currency}。", $"Amounts are in {population.Currency} here.");
        var sums = await population.SumsAsync();
        if (sums.Count == 0) return Refusal.Of("population-empty", "from", "总体中没有项目，无从抽样。请核对日期、基金和种类。", "The population has no item to draw. Check the days, the fund and the kind.");
        if (!Choose(population, sums, wanted).IsDone(out var chosen, out refusal)) return refusal;
        List<DrawnItem> items = [.. chosen.Items.Take(SampleWanted.MostItems + 1)];
        if (items.Count > SampleWanted.MostItems)
            return Refusal.Of("sample-too-large", "interval", $"这样会抽出 {SampleWanted.MostItems} 项以上。请加大间隔或起点金额，或缩小总体。", $"This would draw more than {SampleWanted.MostItems} items. Widen the interval, raise the amount, or narrow the population.");
        return new SampleDrawing(population, sums, chosen.First, items);
    }

    private static Outcome<(long? First, IEnumerable<DrawnItem> Items)> Choose(Population population, PopulationSums sums, SampleWanted wanted)
    {
        if (wanted.Method == SampleMethod.Random)
        {
            if (wanted.Size > sums.Count) return Refusal.Of("size-over", "size", $"总体只有 {sums.Count} 项，不能抽 {wanted.Size} 项。", $"The population has {sums.Count} items: {wanted.Size} cannot be drawn.");
            return (null, SampleDraw.AtPlaces(population.Items(), SampleDraw.Places(wanted.Seed, sums.Count, wanted.Size!.Value)));
        }

        if (wanted.Method == SampleMethod.AllOver) return (null, SampleDraw.AllFrom(population.Items(), wanted.From!.Value.MinorUnits));
        var interval = wanted.IntervalMinor!.Value;
        if (interval > sums.Sum)
        {
            var (asked, all) = (new Money(interval, population.Currency).ToGroupedText(), new Money(sums.Sum, population.Currency).ToGroupedText());
            return Refusal.Of("interval-over", "interval", $"间隔 {asked} 大于总体合计 {all}，可能一项也抽不到。请缩小间隔。", $"The interval of {asked} is more than the population's {all}: it may draw nothing. Make it smaller.");
        }

        var first = SampleDraw.FirstUnit(wanted.Seed, interval);
        return (first, SampleDraw.MonetaryUnits(population.Items(), first, interval));
    }
}
