using FundLedger.Donors;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>A programme as it is kept.</summary>
/// <param name="Matchers">Keys of the names whose gifts are the matcher's own.</param>
internal sealed record Programme(long Id, Entity Entity, Fund PotFund, Source PotSource, Source MatchSource, NewMatchingProgramme Definition, IReadOnlyList<byte[]> Matchers)
{
    internal EntryId OpeningEntry { get; init; }
    internal ProgrammeStatus Status { get; init; }
    internal DateOnly? ClosedOn { get; init; }

    /// <summary>Of a pro-rata close.</summary>
    internal int PartCount { get; init; }

    internal int PartsDone { get; init; }

    /// <summary>One that is open. The matcher is who gave the pot's money first, and the entity itself.</summary>
    internal static Programme Of(long id, NewMatchingProgramme definition, Fund potFund, Source potSource, Source matchSource, Entity entity, byte[] secret)
    {
        string[] matchers = [potSource.Origin.Trim(), entity.Name.Trim()];
        return new(id, entity, potFund, potSource, matchSource, definition, [.. matchers.Where(name => name.Length > 0).Distinct().Select(name => DonorStore.KeyOf(secret, name))]);
    }

    internal string Code => Definition.Code;

    internal Money Pot => Definition.Pot;

    internal Currency Currency => PotFund.Currency;

    internal bool IsProRata => Definition.Exhaustion == Exhaustion.ProRata;

    internal bool IsOpen => Status == ProgrammeStatus.Open;

    internal bool Covers(DateOnly day) => Definition.First <= day && day <= Definition.Last;

    /// <summary>While a fund is frozen no money moves between the two, so gifts that come then are not matched; they are recorded all the same.</summary>
    internal bool MayMoveTo(Fund fund, Books books) => books.Fund(PotFund.Id).Status == FundStatus.Open && fund.Status == FundStatus.Open;

    /// <summary>Whether gifts to this fund are asked about at all. The pot's own fund never is, nor is one that has ended.</summary>
    internal bool Covers(Fund fund, Books books)
    {
        if (fund.EntityId != Entity.Id || fund.Currency != Currency || fund.Id == PotFund.Id || fund.Status == FundStatus.Closed) return false;
        if (Definition.Gifts.Below is not { } top) return Definition.Gifts.Funds.Contains(fund.Code);
        for (var above = fund.ParentId; above is { } id; above = books.Fund(id).ParentId)
            if (books.Fund(id).Code == top) return true;
        return false;
    }

    /// <summary>Why a gift that falls into its days and funds earns nothing, whatever its amount; None where nothing speaks against it. Whoever was merged with a related party is one.</summary>
    internal NoMatch ReasonAgainst(GiftFacts gift, IReadOnlyList<Relation> relations, DonorGroups groups)
    {
        var scope = Definition.Gifts;
        if (gift.DonorKey is { } key && Matchers.Any(matcher => matcher.AsSpan().SequenceEqual(key))) return NoMatch.Matcher;
        if (relations.Any(relation => relation.EntityId == Entity.Id && relation.HoldsOn(gift.On) && groups.RootOf(relation.DonorId) == groups.RootOf(gift.DonorId))) return NoMatch.RelatedParty;
        if (scope.Sources.Count > 0 && !scope.Sources.Contains(gift.Source.Code)) return NoMatch.Source;
        if (scope.SourceKinds.Count > 0 && !scope.SourceKinds.Contains(gift.Source.Kind)) return NoMatch.Source;
        if (scope.Channels.Count > 0 && (gift.Channel is not { } channel || !scope.Channels.Contains(channel))) return NoMatch.Channel;
        var takesKind = gift.DonorKind switch { DonorKind.Person => scope.Persons, DonorKind.Organisation => scope.Organisations, _ => scope.Unnamed };
        return takesKind ? NoMatch.None : NoMatch.DonorKind;
    }
}

/// <summary>A gift as the rules of matching see it.</summary>
/// <param name="DonorKey">Of the donor's name; null once it was erased.</param>
internal sealed record GiftFacts(Fund Fund, Source Source, Money Amount, DateOnly On, long DonorId, DonorKind DonorKind, byte[]? DonorKey, GiftChannel? Channel);

/// <summary>One version of a programme's rule.</summary>
/// <param name="AfterEntry">It holds for gifts recorded after this entry; earlier ones keep the rule they had.</param>
internal sealed record Rule(int Version, DateOnly EffectiveFrom, long AfterEntry, MatchingTerms Terms, long RecordedAt);

/// <summary>Somebody whose gifts earn no match.</summary>
internal sealed record Relation(long Id, long EntityId, long DonorId, string Text, DateOnly First, DateOnly? Last, DonorKind DonorKind, string? DonorName)
{
    internal bool HoldsOn(DateOnly day) => First <= day && (Last is null || day <= Last);
}
