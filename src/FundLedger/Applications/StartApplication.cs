using System.Globalization;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Applications;

public sealed record ApplicationStarted(string Number, string Round, string Organisation, long Deadline);

/// <summary>Begins an application to a round that is open, for an organisation of the directory.</summary>
public sealed class StartApplication(Database database)
{
    public Task<Outcome<ApplicationStarted>> RunAsync(Asked asked, string round, string organisation, CancellationToken stop = default) => database.WriteAsync<ApplicationStarted>(
        asked.For("start-application", OperationField.Of("round", round), OperationField.Of("organisation", organisation)),
        async tx =>
        {
            if (!(await GrantStore.HoldRoundAsync(tx, round)).IsDone(out var found, out var refusal)) return refusal;
            var applicant = await Organisations.Directory.FindAsync(tx, organisation);
            if (await Acting.RefusalForAsync(tx, Permission.EditOrganisation, applicant is null ? null : new Target(Organisation: applicant.Code)) is { } notAllowed) return notAllowed;
            if (found.StateAt(tx.RecordedAt) != RoundState.Open)
                return Refusal.Of("round-not-open", "round", $"批次 {found.Code} {found.StateAt(tx.RecordedAt).Name().Zh}：受理时间 {GrantNames.InShanghai(found.OpensAt)} 至 {GrantNames.InShanghai(found.ClosesAt)}。",
                    $"Round {found.Code} is not open: it takes applications from {GrantNames.InShanghai(found.OpensAt)} to {GrantNames.InShanghai(found.ClosesAt)}.");
            var number = $"{found.Code}-{(await GrantStore.NextNumberAsync(tx, found)).ToString("D4", CultureInfo.InvariantCulture)}";
            await ApplicationStore.InsertAsync(tx, number, found, applicant!);
            await AuditTrail.AddAsync(tx, AuditNote.Done("start-application", "application", number, $"{found.Code} {applicant!.Code}"));
            return new ApplicationStarted(number, found.Code, applicant.Code, found.ClosesAt);
        }, stop);
}
