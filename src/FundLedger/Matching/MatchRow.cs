using System.Globalization;
using FundLedger.Ledger;

namespace FundLedger.Matching;

/// <summary>A match as it is stored: what a gift earned or that it earned nothing, and all that is needed to derive it again.</summary>
internal record MatchRow
{
    private static readonly SqlFile Insert = new("matching/insert_match");
    private static readonly SqlFile FindRow = new("matching/find_match");

    public long GiftEntryId { get; init; }
    public long ProgrammeId { get; init; }
    public long RuleVersion { get; init; }
    public long DonorId { get; init; }
    public long FundId { get; init; }
    public string GiftDay { get; init; } = "";
    public long CountedMinor { get; init; }
    public long DonorTotalMinor { get; init; }
    public long EntitledMinor { get; init; }
    public long? LeftGiftMinor { get; init; }
    public long? LeftDonorMinor { get; init; }
    public long? LeftFundMinor { get; init; }
    public long? LeftDayMinor { get; init; }
    public long? LeftProgrammeMinor { get; init; }
    public long? LeftPotMinor { get; init; }
    public string LimitedBy { get; init; } = "";
    public string Reason { get; init; } = "";
    public long MatchedMinor { get; init; }
    public long? EntryId { get; init; }
    public long? Place { get; init; }
    public long ReturnedMinor { get; init; }
    public long WaivedMinor { get; init; }
    public long OwedMinor { get; init; }

    /// <summary>The donor whose caps a pro-rata close held it against, where that is not its own; of what is to be settled alone, and null in what is stored.</summary>
    internal long? CountsFor { get; init; }

    /// <summary>What stopped it; such a gift is kept among the stops, not the matches.</summary>
    internal MatchStop? Stop { get; init; }

    internal DateOnly On => Day(GiftDay);

    /// <summary>A gift that earned nothing for what it is, whatever its amount.</summary>
    internal static MatchRow Nothing(Programme programme, Rule rule, GiftFacts gift, NoMatch reason) => new()
    {
        ProgrammeId = programme.Id,
        RuleVersion = rule.Version,
        DonorId = gift.DonorId,
        FundId = gift.Fund.Id,
        GiftDay = gift.On.ToIso(),
        LimitedBy = StoredWords.Word(MatchLimit.None),
        Reason = StoredWords.Word(reason),
    };

    internal static MatchRow Of(Programme programme, Rule rule, GiftFacts gift, MatchExplanation explained) => Nothing(programme, rule, gift, MatchCalculator.ReasonOf(explained)) with
    {
        CountedMinor = explained.Counted.MinorUnits,
        DonorTotalMinor = explained.DonorTotal.MinorUnits,
        EntitledMinor = explained.Entitled.MinorUnits,
        LeftGiftMinor = explained.Left.Gift?.MinorUnits,
        LeftDonorMinor = explained.Left.Donor?.MinorUnits,
        LeftFundMinor = explained.Left.Fund?.MinorUnits,
        LeftDayMinor = explained.Left.Day?.MinorUnits,
        LeftProgrammeMinor = explained.Left.Programme?.MinorUnits,
        LeftPotMinor = explained.Left.Pot.MinorUnits,
        LimitedBy = StoredWords.Word(explained.Limit),
        MatchedMinor = explained.Granted.MinorUnits,
    };

    /// <summary>A gift that would have earned so much, had the fund's social money been proved.</summary>
    internal static MatchRow Stopped(Programme programme, Rule rule, GiftFacts gift, long matchMinor, Money room) => new MatchStop
    {
        ProgrammeId = programme.Id,
        RuleVersion = rule.Version,
        DonorId = gift.DonorId,
        FundId = gift.Fund.Id,
        GiftDay = gift.On.ToIso(),
        MatchMinor = matchMinor,
        RoomMinor = Math.Max(0, room.MinorUnits),
    }.ToRow();

    /// <summary>The explanation that was kept, with its brackets derived again; null for a gift that did not count.</summary>
    internal MatchExplanation? Explanation(MatchingTerms terms, Currency currency)
    {
        if (CountedMinor == 0 || LeftPotMinor is not { } pot) return null;
        Money Of(long minor) => new(minor, currency);
        Money? Maybe(long? minor) => minor is { } known ? Of(known) : null;
        var isShareOfTotal = Place is not null && terms.Basis == TierBasis.DonorTotal;
        var before = Place is null && terms.Basis == TierBasis.DonorTotal ? Of(DonorTotalMinor) : Money.Zero(currency);
        return new(
            Of(CountedMinor), Of(DonorTotalMinor), MatchCalculator.Parts(terms, before, Of(isShareOfTotal ? DonorTotalMinor : CountedMinor)), Of(EntitledMinor),
            new(Maybe(LeftGiftMinor), Maybe(LeftDonorMinor), Maybe(LeftFundMinor), Maybe(LeftDayMinor), Maybe(LeftProgrammeMinor), Of(pot)),
            StoredWords.Read<MatchLimit>(LimitedBy), Of(MatchedMinor));
    }

    internal static Task<MatchRow?> FindAsync(LedgerReader reader, EntryId gift) => reader.FindAsync<MatchRow>(FindRow, new { gift_entry_id = gift.Value });

    internal static async Task InsertAsync(LedgerTransaction tx, IEnumerable<MatchRow> matches)
    {
        var rows = new RowWriter(tx, Insert);
        foreach (var row in matches)
            await rows.AddAsync(row.GiftEntryId, row.ProgrammeId, row.RuleVersion, row.DonorId, row.FundId, row.GiftDay, row.CountedMinor, row.DonorTotalMinor, row.EntitledMinor, row.LeftGiftMinor,
                row.LeftDonorMinor, row.LeftFundMinor, row.LeftDayMinor, row.LeftProgrammeMinor, row.LeftPotMinor, row.LimitedBy, row.Reason, row.MatchedMinor, row.EntryId, row.Place);
        await rows.FlushAsync();
    }

    internal static DateOnly Day(string iso) => DateOnly.ParseExact(iso, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
