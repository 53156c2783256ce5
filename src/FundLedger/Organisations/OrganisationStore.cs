using FundLedger.Ledger;

namespace FundLedger.Organisations;

/// <summary>Rows of the directory, changed inside the caller's operation.</summary>
internal static class OrganisationStore
{
    private static readonly SqlFile Insert = new("organisations/insert_organisation");
    private static readonly SqlFile Lock = new("organisations/lock_organisation");
    private static readonly SqlFile SetVersion = new("organisations/set_version");
    private static readonly SqlFile InsertVersion = new("organisations/insert_version");
    private static readonly SqlFile InsertEvent = new("organisations/insert_event");
    private static readonly SqlFile InsertBar = new("organisations/insert_bar");
    private static readonly SqlFile InsertBarEnd = new("organisations/insert_bar_end");
    private static readonly SqlFile InsertQualification = new("organisations/insert_qualification");
    private static readonly SqlFile InsertCheck = new("organisations/insert_check");

    internal static Refusal Unknown(string code) => Refusal.Of("organisation-unknown", "organisation", $"目录中没有代码为“{code}”的机构。", $"There is no organisation of the code '{code}' in the directory.");

    /// <summary>As it stands, and nobody else changes anything of it until the transaction ends.</summary>
    internal static async Task<Outcome<Organisation>> HoldAsync(LedgerTransaction tx, string code)
    {
        await tx.ExecuteAsync(Lock, new { code });
        return await Directory.FindAsync(tx, code) is { } organisation ? organisation : Unknown(code);
    }

    internal static async Task InsertAsync(LedgerTransaction tx, OrganisationProfile profile)
    {
        var id = await tx.SingleAsync<long>(Insert, new { code = profile.Code, credit_code = profile.CreditCode, actor = tx.Operation.Actor, recorded_at = tx.RecordedAt });
        await InsertVersionAsync(tx, id, 1, profile, "");
    }

    internal static async Task ChangeAsync(LedgerTransaction tx, Organisation was, OrganisationProfile profile, string reason)
    {
        await tx.ExecuteAsync(SetVersion, new { version_no = (long)was.Version + 1, credit_code = profile.CreditCode, organisation_id = was.Id });
        await InsertVersionAsync(tx, was.Id, was.Version + 1, profile, reason);
    }

    internal static Task AddEventAsync(LedgerTransaction tx, Organisation organisation, int number, OrganisationMove move, DateOnly day, string reason) => tx.ExecuteAsync(InsertEvent, new
    {
        organisation_id = organisation.Id,
        event_no = (long)number,
        kind = StoredWords.Word(move),
        day = day.ToIso(),
        reason,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static Task<long> AddBarAsync(LedgerTransaction tx, Organisation organisation, DateOnly from, DateOnly to, string reason) => tx.SingleAsync<long>(InsertBar, new
    {
        organisation_id = organisation.Id,
        first_day = from.ToIso(),
        last_day = to.ToIso(),
        reason,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static Task EndBarAsync(LedgerTransaction tx, long bar, DateOnly on, string reason, long? proposal) => tx.ExecuteAsync(InsertBarEnd, new
    {
        bar_id = bar,
        ended_on = on.ToIso(),
        reason,
        actor = tx.Operation.Actor,
        proposal_id = proposal,
        recorded_at = tx.RecordedAt,
    });

    internal static Task<long> AddQualificationAsync(LedgerTransaction tx, Organisation organisation, NewQualification document) => tx.SingleAsync<long>(InsertQualification, new
    {
        organisation_id = organisation.Id,
        kind = StoredWords.Word(document.Kind),
        number = document.Number.Trim(),
        valid_from = document.From.ToIso(),
        valid_to = document.To?.ToIso(),
        sha256 = document.File.Sha256,
        file_name = document.File.FileName,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static Task AddCheckAsync(LedgerTransaction tx, long document, bool isVerified, string reason) => tx.ExecuteAsync(InsertCheck, new
    {
        qualification_id = document,
        is_verified = isVerified ? 1L : 0L,
        reason,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    private static Task InsertVersionAsync(LedgerTransaction tx, long organisation, int version, OrganisationProfile profile, string reason) => tx.ExecuteAsync(InsertVersion, new
    {
        organisation_id = organisation,
        version_no = (long)version,
        credit_code = profile.CreditCode,
        name = profile.Name,
        kind = StoredWords.Word(profile.Kind),
        fields = string.Join('\n', profile.Fields),
        place = profile.Place,
        founded_on = profile.FoundedOn?.ToIso(),
        payee = profile.Payee,
        reason,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });
}
