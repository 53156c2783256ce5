using System.Text.Json.Serialization;
using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>How a pot is given out when it may not be enough.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Exhaustion>))]
public enum Exhaustion
{
    /// <summary>Each gift is matched as it is recorded, until nothing is left.</summary>
    FirstCome,

    /// <summary>All gifts are matched when the programme closes; where a cap or the pot is not enough, all shares shrink alike.</summary>
    ProRata,
}

/// <summary>What becomes of a match that was spent before its gift went back.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SpentMatch>))]
public enum SpentMatch
{
    /// <summary>It stays spent.</summary>
    Waive,

    /// <summary>It is owed to the pot until its cost is recharged to own funds.</summary>
    Recharge,
}

public enum ProgrammeStatus
{
    Open,

    /// <summary>What each gift gets is settled and is being posted.</summary>
    Closing,
    Closed,
}

/// <summary>Which gifts a programme is for. An empty list lets everything pass.</summary>
public sealed record GiftScope
{
    /// <summary>Codes of the funds; empty where <see cref="Below"/> is named.</summary>
    public IReadOnlyList<string> Funds { get; init; } = [];

    /// <summary>Every fund below this one in the reporting tree, also those opened later; null where funds are named.</summary>
    public string? Below { get; init; }

    /// <summary>Codes of the gifts' sources.</summary>
    public IReadOnlyList<string> Sources { get; init; } = [];

    public IReadOnlyList<SourceKind> SourceKinds { get; init; } = [];

    /// <summary>Where some are named, a gift whose channel was not said is not matched.</summary>
    public IReadOnlyList<GiftChannel> Channels { get; init; } = [];

    public bool Persons { get; init; } = true;
    public bool Organisations { get; init; } = true;

    /// <summary>Those who left no name.</summary>
    public bool Unnamed { get; init; } = true;
}

/// <summary>A promise to add money to gifts (配比计划).</summary>
/// <param name="Code">1 to 40 letters, digits, dots or dashes; for good.</param>
/// <param name="PotFund">The fund whose money it is.</param>
/// <param name="PotSource">Code of the one source that the pot is taken from.</param>
/// <param name="First">The first day of gifts that are matched.</param>
/// <param name="Last">The last day, included.</param>
/// <param name="Terms">The first version of its rule.</param>
public sealed record NewMatchingProgramme(string Code, string Name, string PotFund, string PotSource, Money Pot, DateOnly First, DateOnly Last, GiftScope Gifts, MatchingTerms Terms)
{
    public Exhaustion Exhaustion { get; init; }
    public SpentMatch SpentMatch { get; init; }

    /// <summary>The pot's fund and the funds of the gifts bank apart: a match is owed until it is settled as a transfer.</summary>
    public bool SeparateAccounts { get; init; }

    /// <summary>Programmes are asked in this order, lowest first, then by code; the first that gives anything matches the gift.</summary>
    public int Priority { get; init; }

    /// <summary>The day the pot is committed; null for today or the first day, whichever is earlier.</summary>
    public DateOnly? On { get; init; }
}

/// <summary>The names of a programme's words in both languages.</summary>
public static class MatchingNames
{
    public static Bilingual Name(this Exhaustion exhaustion) => exhaustion == Exhaustion.FirstCome ? new("先到先得", "First come, first served") : new("期末按比例", "Pro rata at the end");

    public static Bilingual Name(this SpentMatch spent) => spent == SpentMatch.Waive ? new("免予追回", "Waived") : new("以自有资金补回", "Recharged to own funds");

    public static Bilingual Name(this ProgrammeStatus status) => status switch
    {
        ProgrammeStatus.Open => new("进行中", "Open"),
        ProgrammeStatus.Closing => new("结束中", "Closing"),
        _ => new("已结束", "Closed"),
    };

    public static Bilingual Name(this TierBasis basis) => basis == TierBasis.Gift ? new("按单笔", "By gift") : new("按捐赠人累计", "By donor's total");

    public static Bilingual Name(this MatchLimit limit) => limit switch
    {
        MatchLimit.None => new("无", "None"),
        MatchLimit.Gift => new("单笔上限", "Cap per gift"),
        MatchLimit.Donor => new("捐赠人上限", "Cap per donor"),
        MatchLimit.Fund => new("基金上限", "Cap per fund"),
        MatchLimit.Day => new("单日上限", "Cap per day"),
        MatchLimit.Programme => new("计划上限", "Cap of the programme"),
        _ => new("配比池余额", "What the pot had left"),
    };

    public static Bilingual Name(this NoMatch reason) => reason switch
    {
        NoMatch.None => new("已配比", "Matched"),
        NoMatch.Matcher => new("捐赠人即出资方", "The donor is the one who matches"),
        NoMatch.RelatedParty => new("捐赠人为关联方", "The donor is a related party"),
        NoMatch.Source => new("资金来源不在范围内", "The source is not matched"),
        NoMatch.Channel => new("渠道不在范围内", "The channel is not matched"),
        NoMatch.DonorKind => new("此类捐赠人不在范围内", "Donors of this kind are not matched"),
        NoMatch.BelowMinimum => new("低于起配金额", "Below the smallest gift that counts"),
        NoMatch.Cofunding => new("社会资金证明不足", "Too little social money is proved"),
        NoMatch.TooSmall => new("不足一个最小货币单位", "Less than one minor unit"),
        _ => new("额度已用完", "Nothing was left"),
    };
}
