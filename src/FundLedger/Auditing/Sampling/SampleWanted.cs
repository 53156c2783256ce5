using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace FundLedger.Auditing.Sampling;

/// <summary>Which lines of the statutory books a sample is drawn from.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PopulationKind>))]
public enum PopulationKind
{
    /// <summary>Credits of cash, bank and channel balances: money that went out.</summary>
    Payments,

    /// <summary>Income from gifts; what was given back is of the other sign.</summary>
    Gifts,

    /// <summary>All costs.</summary>
    Expenses,

    /// <summary>One account and those below it.</summary>
    Account,

    /// <summary>Every debit.</summary>
    All,
}

/// <summary>Items of one sign at a time: those of the other would hide themselves, and others, in a sum.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PopulationPart>))]
public enum PopulationPart
{
    Positive,

    /// <summary>What takes from the population, such as a reversal, by its amount.</summary>
    Negative,
}

[JsonConverter(typeof(JsonStringEnumConverter<SampleMethod>))]
public enum SampleMethod
{
    /// <summary>Each unit of money is as likely as the next, so an item is by its amount (PPS), at a fixed interval from a random start.</summary>
    MonetaryUnit,

    /// <summary>Each item is as likely as the next, none twice.</summary>
    Random,

    /// <summary>All items from an amount on.</summary>
    AllOver,
}

/// <summary>The lines asked for.</summary>
/// <param name="Entity">Code; null for the only one there is, and not asked where a fund is named.</param>
/// <param name="Fund">Code, with the funds below it in its currency; null for all of the entity in its currency.</param>
/// <param name="Account">Code, of <see cref="PopulationKind.Account"/>; empty for the others.</param>
public sealed record PopulationAsked(string? Entity, string? Fund, DateSpan Span, PopulationKind Kind, string Account = "", PopulationPart Part = PopulationPart.Positive);

/// <summary>A sample to be drawn.</summary>
/// <param name="Interval">Of monetary units; null where it follows from <paramref name="Tolerable"/> and <paramref name="Factor"/>.</param>
/// <param name="Tolerable">The misstatement that may be tolerated.</param>
/// <param name="Factor">Of confidence, in hundredths: 300 at 95 % and no misstatement expected.</param>
/// <param name="Size">How many, of a random sample.</param>
/// <param name="From">The least amount, of all over an amount.</param>
/// <param name="Seed">Letters, digits and hyphens; empty where nothing is left to chance.</param>
/// <param name="Purpose">What it is drawn for; no names of people.</param>
/// <param name="KnownAt">Microseconds; null for everything recorded so far.</param>
public sealed partial record SampleWanted(
    PopulationAsked Of, SampleMethod Method, string Seed, string Purpose, Money? Interval = null, Money? Tolerable = null, int? Factor = null, int? Size = null, Money? From = null, long? KnownAt = null)
{
    public const int LongestSeed = 64;

    /// <summary>One operation writes no more rows than a thousand.</summary>
    public const int MostItems = 900;

    /// <summary>The interval in minor units, rounded down, as it was given or as it follows; null where there is none.</summary>
    public long? IntervalMinor => Interval?.MinorUnits ?? (Tolerable is { } tolerable && Factor is > 0 and { } factor ? (long)((Int128)tolerable.MinorUnits * 100 / factor) : null);

    internal Refusal? Refusal
    {
        get
        {
            if (Method == SampleMethod.AllOver ? Seed.Length > 0 : !SeedText().IsMatch(Seed))
                return Method == SampleMethod.AllOver ? Values.Refusal.Of("seed-unused", "seed", "全部抽取不用种子，请留空。", "Nothing is left to chance here: leave the seed out.")
                    : Values.Refusal.Of("seed", "seed", $"种子由字母、数字和连字符组成，最多 {LongestSeed} 个。", $"A seed is of letters, digits and hyphens, at most {LongestSeed}.");
            if (Of.Kind == PopulationKind.Account != Of.Account.Length > 0)
                return Values.Refusal.Of("account-missing", "account", "抽取一个科目时请写科目代码，其他总体不写。", "Name the account where the population is of one, and only there.");
            return KeptText.Reason.RefusalFor(Purpose, "purpose") ?? (Method switch
            {
                SampleMethod.MonetaryUnit => RefusalOfInterval,
                SampleMethod.Random when Size is not (> 0 and <= MostItems) => Values.Refusal.Of("size", "size", $"样本数为 1 至 {MostItems}。", $"A sample has from 1 to {MostItems} items."),
                SampleMethod.AllOver when From is not { IsPositive: true } => Values.Refusal.Of("from", "from", "请填写起点金额，大于零。", "Give the amount from which all are taken, above zero."),
                _ => null,
            });
        }
    }

    private Refusal? RefusalOfInterval
    {
        get
        {
            if (Interval is not null && (Tolerable is not null || Factor is not null))
                return Values.Refusal.Of("interval-twice", "interval", "抽样间隔或由您填写，或由可容忍错报除以信赖系数得出，只用一种。", "Give the interval, or the tolerable misstatement with the confidence factor, not both.");
            return IntervalMinor is > 0 ? null : Values.Refusal.Of(
                "interval", "interval", "请填写抽样间隔，或填写可容忍错报和信赖系数（如 3.00，即 95%）。", "Give the sampling interval, or the tolerable misstatement and the confidence factor, such as 3.00 at 95%.");
        }
    }

    [GeneratedRegex("^[A-Za-z0-9-]{1,64}$")]
    private static partial Regex SeedText();
}

public static class SampleNames
{
    public static Bilingual Name(this PopulationKind kind) => kind switch
    {
        PopulationKind.Payments => new("付款（货币资金贷方）", "Payments (credits of cash)"),
        PopulationKind.Gifts => new("捐赠收入", "Gifts (donation income)"),
        PopulationKind.Expenses => new("费用", "Expenses"),
        PopulationKind.Account => new("一个科目", "One account"),
        _ => new("全部借方发生额", "Every debit"),
    };

    public static Bilingual Name(this PopulationPart part) => part == PopulationPart.Positive ? new("正数项目", "positive items") : new("负数项目", "negative items");

    public static Bilingual Name(this SampleMethod method) => method switch
    {
        SampleMethod.MonetaryUnit => new("货币单元抽样", "Monetary-unit sampling"),
        SampleMethod.Random => new("简单随机抽样", "Simple random sampling"),
        _ => new("大额全查", "All from an amount on"),
    };

    public static Bilingual Name(this TestResult result) => result switch
    {
        TestResult.Sound => new("相符", "agrees"),
        TestResult.Misstated => new("有错报", "misstated"),
        _ => new("无凭据", "no document found"),
    };
}
