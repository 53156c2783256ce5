using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Programmes;

namespace FundLedger.Applications;

/// <summary>Reads applications.</summary>
public static class ApplicationReading
{
    private static readonly SqlFile List = new("applications/list_applications");
    private static readonly SqlFile ListMoves = new("applications/list_moves");
    private static readonly SqlFile ListVersions = new("applications/list_versions");
    private static readonly SqlFile ListEligibility = new("applications/list_eligibility");
    private static readonly SqlFile ListMembers = new("applications/list_members");

    /// <summary>Null where there is none of this number.</summary>
    public static async Task<GrantApplication?> FindAsync(LedgerReader reader, string number) => number.Length == 0 ? null : (await ListAsync(reader, number, "", "")).FirstOrDefault();

    /// <summary>By number.</summary>
    /// <param name="round">Code of the round; empty for all.</param>
    /// <param name="organisation">Code of the organisation; empty for all.</param>
    public static Task<IReadOnlyList<GrantApplication>> ListAsync(LedgerReader reader, string round = "", string organisation = "") => ListAsync(reader, "", round, organisation);

    /// <summary>Every move of it, the first first.</summary>
    public static async Task<IReadOnlyList<ApplicationMove>> MovesAsync(LedgerReader reader, GrantApplication application) =>
        [.. (await reader.QueryAsync<MoveRow>(ListMoves, Of(application))).Select(row => row.ToMove())];

    /// <summary>What was handed in, the first first.</summary>
    public static async Task<IReadOnlyList<ApplicationVersion>> VersionsAsync(LedgerReader reader, GrantApplication application) =>
        [.. (await reader.QueryAsync<VersionRow>(ListVersions, Of(application))).Select(row => row.ToVersion())];

    /// <summary>Every answer about eligibility, the first first.</summary>
    public static async Task<IReadOnlyList<EligibilityAnswer>> EligibilityAsync(LedgerReader reader, GrantApplication application) =>
        [.. (await reader.QueryAsync<EligibilityRow>(ListEligibility, Of(application))).Select(row => row.ToAnswer())];

    public static async Task<IReadOnlyList<ApplicationMember>> MembersAsync(LedgerReader reader, GrantApplication application) =>
        [.. (await reader.QueryAsync<MemberRow>(ListMembers, new { application_id = application.Id, person_id = "" })).Select(row => row.ToMember())];

    /// <summary>The applications that somebody was brought into.</summary>
    public static async Task<IReadOnlyList<ApplicationMember>> MembershipsAsync(LedgerReader reader, string person) =>
        [.. (await reader.QueryAsync<MemberRow>(ListMembers, new { application_id = 0L, person_id = person })).Select(row => row.ToMember())];

    private static async Task<IReadOnlyList<GrantApplication>> ListAsync(LedgerReader reader, string number, string round, string organisation)
    {
        var rows = await reader.QueryAsync<ApplicationRow>(List, new { number, round, organisation });
        if (rows.Count == 0) return [];
        var books = reader is LedgerTransaction tx ? await Books.OfAsync(tx) : await Books.LoadAsync(reader);
        var rounds = (await GrantReading.RoundsAsync(reader, books)).ToDictionary(known => known.Id);
        var organisations = (await Organisations.Directory.ListAsync(reader)).ToDictionary(known => known.Id);
        return [.. rows.Select(row => row.ToApplication(rounds[row.RoundId], organisations[row.OrganisationId]))];
    }

    private static object Of(GrantApplication application) => new { application_id = application.Id };

    private sealed record ApplicationRow
    {
        public long ApplicationId { get; init; }
        public string Number { get; init; } = "";
        public long RoundId { get; init; }
        public long OrganisationId { get; init; }
        public string Status { get; init; } = "";
        public string Draft { get; init; } = "";
        public string Currency { get; init; } = "";
        public long RequestedMinor { get; init; }
        public long OwnMinor { get; init; }
        public long SaveNo { get; init; }
        public long? DeadlineAt { get; init; }
        public long RecordedAt { get; init; }

        internal GrantApplication ToApplication(GrantRound round, Organisation organisation)
        {
            var currency = Values.Currency.Of(Currency);
            return new(ApplicationId, Number, round, organisation, StoredWords.Read<ApplicationStatus>(Status), GrantJson.ReadStored<ApplicationContent>(Draft),
                new Money(RequestedMinor, currency), new Money(OwnMinor, currency), (int)SaveNo, DeadlineAt, RecordedAt);
        }
    }

    private sealed record MoveRow
    {
        public long MoveNo { get; init; }
        public string FromStatus { get; init; } = "";
        public string ToStatus { get; init; } = "";
        public string Reason { get; init; } = "";
        public long? DeadlineAt { get; init; }
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }

        internal ApplicationMove ToMove() => new((int)MoveNo, StoredWords.Read<ApplicationStatus>(FromStatus), StoredWords.Read<ApplicationStatus>(ToStatus), Reason, DeadlineAt, Actor, RecordedAt);
    }

    private sealed record VersionRow
    {
        public long VersionNo { get; init; }
        public string Content { get; init; } = "";
        public byte[] ContentSha256 { get; init; } = [];
        public string CertifiedBy { get; init; } = "";
        public long RecordedAt { get; init; }

        internal ApplicationVersion ToVersion() => new((int)VersionNo, Content, Convert.ToHexStringLower(ContentSha256), CertifiedBy, RecordedAt);
    }

    private sealed record EligibilityRow
    {
        public long AnswerNo { get; init; }
        public string Question { get; init; } = "";
        public string Answer { get; init; } = "";
        public long MakesIneligible { get; init; }
        public string Actor { get; init; } = "";
        public long RecordedAt { get; init; }

        internal EligibilityAnswer ToAnswer() => new((int)AnswerNo, Question, Answer, MakesIneligible == 1, Actor, RecordedAt);
    }

    private sealed record MemberRow
    {
        public long ApplicationId { get; init; }
        public string PersonId { get; init; } = "";
        public string Role { get; init; } = "";

        internal ApplicationMember ToMember() => new(ApplicationId, PersonId, StoredWords.Read<MemberRole>(Role));
    }
}

/// <summary>Who may see and write an application.</summary>
public static class ApplicationSight
{
    /// <summary>Whether somebody who holds these roles may read it: people of the organisation, those brought in, and whoever reads the programme's fund.</summary>
    public static bool MayRead(IReadOnlyList<Grant> grants, GrantApplication application, bool isMember, DateOnly day) =>
        Authority.MayDo(grants, Permission.ReadOrganisation, application.OfOrganisation, day)
        || Authority.MayDo(grants, Permission.ReadLedger, application.OfProgramme, day)
        || (isMember && Authority.MayDoSomewhere(grants, Permission.ReadOrganisation, day));

    /// <summary>Whether they may write in it; whether it is open is another question.</summary>
    public static bool MayWrite(IReadOnlyList<Grant> grants, GrantApplication application, bool isEditor, DateOnly day) =>
        Authority.MayDo(grants, Permission.EditOrganisation, application.OfOrganisation, day) || (isEditor && Authority.MayDoSomewhere(grants, Permission.ReadOrganisation, day));
}
