using System.Globalization;
using FundLedger.Ledger;
using FundLedger.Reporting;

namespace FundLedger.Auditing.Sampling;

/// <summary>A sample as a report. It is drawn again for it: a report says the same twice, or is not written.</summary>
public static class SampleFigures
{
    public static async Task<Outcome<AuditSampleReport>> OfAsync(LedgerReader reader, long number)
    {
        var books = await Books.LoadAsync(reader);
        if (await Samples.FindAsync(reader, books, number) is not { } sample) return Refusal.Of("sample-unknown", "sample", $"没有第 {number} 号样本。", $"There is no sample {number}.");
        if (!(await SampleDrawing.DrawAsync(reader, sample.Wanted)).IsDone(out var again, out var refusal)) return refusal;
        var items = await Samples.ItemsAsync(reader, books, sample);
        var projection = Projection.Of(sample, items);
        var same = items.Count(item => again.Items.Any(drawn => drawn.Place == item.Place && drawn.Item.Entry == item.Entry.Value && drawn.Item.Line == item.Line && drawn.Item.Amount == item.Amount.MinorUnits
            && drawn.UpTo == item.UpTo.MinorUnits && drawn.Hits == item.Hits));
        var head = again.Population.Known.HeadOf(sample.Entity, sample.Fund is { } fund ? new FundName(fund.Code, fund.Name) : null, sample.Currency, sample.Wanted.Of.Span);
        return new AuditSampleReport(
            head, sample.Id, [.. FactsOf(sample)], sample.PopulationCount, sample.PopulationSum, sample.OtherCount, sample.OtherSum, new Money(await again.Population.LedgerAsync(), sample.Currency), again.Items.Count, same,
            [.. items.Select(LineOf)], projection.Tested, projection.Known, [.. projection.Estimates.Select(estimate => new AuditEstimate(estimate.Key, estimate.Name, estimate.Formula, estimate.Amount))]);
    }

    /// <summary>How a sample was drawn, in reading order.</summary>
    public static IEnumerable<AuditSampleFact> FactsOf(Sample sample)
    {
        var (wanted, asked) = (sample.Wanted, sample.Wanted.Of);
        yield return new("population", new("总体", "Population"), asked.Kind.Name());
        if (asked.Account.Length > 0) yield return new("account", new("科目", "Account"), Bilingual.Same(asked.Account));
        yield return new("part", new("部分", "Part"), asked.Part.Name());
        yield return new("method", new("方法", "Method"), wanted.Method.Name());
        if (wanted.Seed.Length > 0) yield return new("seed", new("种子", "Seed"), Bilingual.Same(wanted.Seed));
        if (wanted.Tolerable is { } tolerable) yield return new("tolerable", new("可容忍错报", "Tolerable misstatement"), Amount: tolerable);
        if (wanted.Factor is { } factor) yield return new("factor", new("信赖系数", "Confidence factor"), Bilingual.Same((factor / 100m).ToString("0.00", CultureInfo.InvariantCulture)));
        if (sample.Interval is { } interval) yield return new("interval", new("抽样间隔", "Sampling interval"), Amount: interval);
        if (sample.First is { } first) yield return new("firstUnit", new("随机起点", "Random start"), Amount: first);
        if (wanted.Size is { } size) yield return new("size", new("样本数", "Sample size"), Number: size);
        if (wanted.From is { } from) yield return new("fromAmount", new("起点金额", "From the amount"), Amount: from);
        yield return new("algorithm", new("算法版本", "Algorithm"), Number: sample.Algorithm);
        yield return new("lastEntry", new("计至分录", "Entries up to"), Number: sample.LastEntry);
        if (sample.Checkpoint is { } checkpoint) yield return new("checkpointWhenDrawn", new("抽样时的检查点", "Checkpoint when it was drawn"), Number: checkpoint);
        if (wanted.Purpose.Length > 0) yield return new("purpose", new("目的", "Purpose"), Bilingual.Same(wanted.Purpose));
    }

    private static AuditSampleLine LineOf(SampleItem item)
    {
        var misstatement = item.Result?.MisstatementOf(item.Amount);
        return new AuditSampleLine(
            item.No, item.Entry.Value, item.Line, item.On, item.Kind.Name, item.Account.Code, item.Fund.Code, item.Place, item.UpTo, item.Amount, item.Hits, item.IsTop, item.Result?.Result.Name(),
            misstatement is { } wrong ? item.Amount - wrong : null, misstatement, item.Result?.Note ?? "");
    }
}
