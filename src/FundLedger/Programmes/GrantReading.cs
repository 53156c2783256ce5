using FundLedger.Ledger;

namespace FundLedger.Programmes;

/// <summary>Reads programmes and rounds.</summary>
public static class GrantReading
{
    private static readonly SqlFile ListProgrammes = new("programmes/list_programmes");
    private static readonly SqlFile ListVersions = new("programmes/list_versions");
    private static readonly SqlFile ListRounds = new("programmes/list_rounds");
    private static readonly SqlFile ListRoundChanges = new("programmes/list_round_changes");

    /// <summary>By code.</summary>
    public static async Task<IReadOnlyList<GrantProgramme>> ProgrammesAsync(LedgerReader reader, Books books) =>
        [.. (await reader.QueryAsync<ProgrammeRow>(ListProgrammes)).Select(row => row.ToProgramme(books))];

    /// <summary>The programme of this code, or the refusal that lists what there is.</summary>
    public static async Task<Outcome<GrantProgramme>> ProgrammeAsync(LedgerReader reader, Books books, string code)
    {
        var programmes = await ProgrammesAsync(reader, books);
        return programmes.FirstOrDefault(known => known.Code == code) is { } found ? found : Unknown("programme", code, "资助计划", "grant programme", programmes.Select(known => known.Code));
    }

    /// <summary>Every version of a programme's terms, oldest first.</summary>
    public static async Task<IReadOnlyList<GrantTermsVersion>> VersionsAsync(LedgerReader reader, GrantProgramme programme) =>
        [.. (await reader.QueryAsync<VersionRow>(ListVersions, new { programme_id = programme.Id })).Select(row => row.ToVersion())];

    /// <summary>In the order they open.</summary>
    public static Task<IReadOnlyList<GrantRound>> RoundsAsync(LedgerReader reader, Books books) => RoundsAsync(reader, books, "");

    /// <summary>Null where there is none of this code.</summary>
    public static async Task<GrantRound?> FindRoundAsync(LedgerReader reader, Books books, string code) =>
        code.Length == 0 ? null : (await RoundsAsync(reader, books, code)).FirstOrDefault();

    /// <summary>The round of this code, or the refusal that lists what there is.</summary>
    public static async Task<Outcome<GrantRound>> RoundAsync(LedgerReader reader, Books books, string code) =>
        await FindRoundAsync(reader, books, code) is { } found ? found : Unknown("round", code, "申报批次", "round", (await RoundsAsync(reader, books)).Select(known => known.Code));

    /// <summary>Each move of a round's end, oldest first.</summary>
    public static async Task<IReadOnlyList<RoundChange>> ChangesAsync(LedgerReader reader, GrantRound round) =>
        [.. (await reader.QueryAsync<ChangeRow>(ListRoundChanges, new { round_id = round.Id })).Select(row => row.ToChange())];

    private static async Task<IReadOnlyList<GrantRound>> RoundsAsync(LedgerReader reader, Books books, string code)
    {
        var rows = await reader.QueryAsync<RoundRow>(ListRounds, new { code });
        if (rows.Count == 0) return [];
        var programmes = (await ProgrammesAsync(reader, books)).ToDictionary(programme => programme.Id);
        return [.. rows.Select(row => row.ToRound(programmes[row.ProgrammeId]))];
    }

    private static Refusal Unknown(string what, string asked, string zh, string en, IEnumerable<string> known)
    {
        var listed = string.Join(", ", known.Take(12));
        return Refusal.Of($"{(what == "programme" ? "grant-programme" : what)}-unknown", what,
            $"没有{zh}“{asked}”。现有：{(listed.Length > 0 ? listed : "（无）")}。", $"There is no {en} '{asked}'. There is: {(listed.Length > 0 ? listed : "none yet")}.");
    }

    private sealed record ProgrammeRow
    {
        public long ProgrammeId { get; init; }
        public string Code { get; init; } = "";
        public long EntityId { get; init; }
        public long FundId { get; init; }
        public string Kind { get; init; } = "";
        public string NameZh { get; init; } = "";
        public string NameEn { get; init; } = "";
        public long VersionNo { get; init; }
        public string Terms { get; init; } = "";

        internal GrantProgramme ToProgramme(Books books) => new(
            ProgrammeId, Code, StoredWords.Read<GrantProgrammeKind>(Kind), new Bilingual(NameZh, NameEn), books.Entity(EntityId), books.Fund(FundId), (int)VersionNo, GrantJson.ReadStored<GrantTerms>(Terms));
    }

    private sealed record VersionRow
    {
        public long VersionNo { get; init; }
        public string Terms { get; init; } = "";
        public byte[] TermsSha256 { get; init; } = [];
        public string Reason { get; init; } = "";
        public string Actor { get; init; } = "";
        public long? ProposalId { get; init; }
        public long RecordedAt { get; init; }

        internal GrantTermsVersion ToVersion() =>
            new((int)VersionNo, GrantJson.ReadStored<GrantTerms>(Terms), Convert.ToHexStringLower(TermsSha256), Reason, Actor, ProposalId, RecordedAt);
    }

    private sealed record RoundRow
    {
        public long RoundId { get; init; }
        public long ProgrammeId { get; init; }
        public long VersionNo { get; init; }
        public string Code { get; init; } = "";
        public string NameZh { get; init; } = "";
        public string NameEn { get; init; } = "";
        public long OpensAt { get; init; }
        public long ClosesAt { get; init; }
        public string Currency { get; init; } = "";
        public long BudgetMinor { get; init; }
        public long LastNumber { get; init; }
        public long? ClosedAt { get; init; }
        public string Terms { get; init; } = "";

        internal GrantRound ToRound(GrantProgramme programme) => new(
            RoundId, Code, new Bilingual(NameZh, NameEn), programme, (int)VersionNo, GrantJson.ReadStored<GrantTerms>(Terms), OpensAt, ClosesAt,
            new Money(BudgetMinor, Values.Currency.Of(Currency)), (int)LastNumber, ClosedAt);
    }

    private sealed record ChangeRow
    {
        public long ChangeNo { get; init; }
        public long ClosesAtBefore { get; init; }
        public long ClosesAt { get; init; }
        public string Reason { get; init; } = "";
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }

        internal RoundChange ToChange() => new((int)ChangeNo, ClosesAtBefore, ClosesAt, Reason, Actor, RecordedAt);
    }
}
