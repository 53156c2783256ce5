using FundLedger.People.Roles;
using FundLedger.Programmes;

namespace FundLedger.Applications;

/// <param name="Deadline">Until when it may be handed in; null where that is not asked.</param>
public sealed record ApplicationMoved(string Number, ApplicationStatus Status, long? Deadline = null);

/// <summary>Takes an application back: by those who certify for or run the organisation.</summary>
public sealed class WithdrawApplication(Database database)
{
    public Task<Outcome<ApplicationMoved>> RunAsync(Asked asked, string number, string reason, CancellationToken stop = default) => database.WriteAsync<ApplicationMoved>(
        asked.For("withdraw-application", OperationField.Of("application", number), OperationField.Of("reason", reason)),
        async tx =>
        {
            var application = await ApplicationStore.HoldAsync(tx, number);
            if (await Acting.RefusalForAsync(tx, Permission.CertifyOrganisation, application?.OfOrganisation) is { } notCertifier
                && await Acting.RefusalForAsync(tx, Permission.ManageOrganisation, application?.OfOrganisation) is not null) return notCertifier;
            if (Acting.RefusalForReason(reason) is { } noReason) return noReason;
            return await ApplicationStore.MoveAsync(tx, application!, ApplicationStatus.Withdrawn, reason) is { } notMoved ? notMoved : new ApplicationMoved(number, ApplicationStatus.Withdrawn);
        }, stop);
}

/// <summary>Asks the applicant to change what was handed in, until a deadline of its own.</summary>
public sealed class RequestChanges(Database database)
{
    public Task<Outcome<ApplicationMoved>> RunAsync(Asked asked, string number, string reason, long deadline, CancellationToken stop = default) => database.WriteAsync<ApplicationMoved>(
        asked.For("request-changes", OperationField.Of("application", number), OperationField.Of("reason", reason), OperationField.Of("deadline", deadline)),
        tx => ReopenApplication.RunAsync(tx, number, ApplicationStatus.ChangesRequested, reason, deadline), stop);
}

/// <summary>Opens again what was withdrawn, found ineligible, or not handed in in time: a late entry, only with a reason.</summary>
public sealed class ReopenApplication(Database database)
{
    public Task<Outcome<ApplicationMoved>> RunAsync(Asked asked, string number, string reason, long deadline, CancellationToken stop = default) => database.WriteAsync<ApplicationMoved>(
        asked.For("reopen-application", OperationField.Of("application", number), OperationField.Of("reason", reason), OperationField.Of("deadline", deadline)),
        tx => RunAsync(tx, number, ApplicationStatus.Draft, reason, deadline), stop);

    internal static async Task<Outcome<ApplicationMoved>> RunAsync(LedgerTransaction tx, string number, ApplicationStatus to, string reason, long deadline)
    {
        if (!(await ApplicationStore.HoldToManageAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
        if (Acting.RefusalForReason(reason) is { } noReason) return noReason;
        if (deadline <= tx.RecordedAt || deadline % OpenGrantRound.Minute != 0)
            return Refusal.Of("deadline-past", "deadline", "新的截止时间须为将来的整分钟。", "The new deadline is a whole minute that is still to come.");
        return await ApplicationStore.MoveAsync(tx, application, to, reason, deadline) is { } notMoved ? notMoved : new ApplicationMoved(number, to, deadline);
    }
}

/// <summary>Finds an application that was handed in ineligible, with the reason.</summary>
public sealed class FindIneligible(Database database)
{
    public Task<Outcome<ApplicationMoved>> RunAsync(Asked asked, string number, string reason, CancellationToken stop = default) => database.WriteAsync<ApplicationMoved>(
        asked.For("find-ineligible", OperationField.Of("application", number), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await ApplicationStore.HoldToManageAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
            if (Acting.RefusalForReason(reason) is { } noReason) return noReason;
            return await ApplicationStore.MoveAsync(tx, application, ApplicationStatus.Ineligible, reason) is { } notMoved ? notMoved : new ApplicationMoved(number, ApplicationStatus.Ineligible);
        }, stop);
}

/// <summary>Says of one application that was reviewed that it is not awarded, and why.</summary>
public sealed class DeclineApplication(Database database)
{
    public Task<Outcome<ApplicationMoved>> RunAsync(Asked asked, string number, string reason, CancellationToken stop = default) => database.WriteAsync<ApplicationMoved>(
        asked.For("decline-application", OperationField.Of("application", number), OperationField.Of("reason", reason)),
        async tx =>
        {
            if (!(await ApplicationStore.HoldToManageAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
            if (Acting.RefusalForReason(reason) is { } noReason) return noReason;
            if (application.Status == ApplicationStatus.Awarded)
                return Refusal.Of("application-awarded", "application", $"申请 {number} 已立项。如要撤销，请在立项页面终止或取消。", $"Application {number} is awarded. To take that back, cancel or end the award.");
            return await ApplicationStore.MoveAsync(tx, application, ApplicationStatus.Declined, reason) is { } notMoved ? notMoved : new ApplicationMoved(number, ApplicationStatus.Declined);
        }, stop);
}

/// <param name="Numbers">Of the applications that were declined, in order.</param>
public sealed record RoundDeclined(string Round, IReadOnlyList<string> Numbers);

/// <summary>Says the same of every application of a round that was reviewed and not awarded: all of them, or none.</summary>
public sealed class DeclineTheRest(Database database)
{
    public Task<Outcome<RoundDeclined>> RunAsync(Asked asked, string round, string reason, CancellationToken stop = default) => database.WriteAsync<RoundDeclined>(
        asked.For("decline-the-rest", OperationField.Of("round", round), OperationField.Of("reason", reason)),
        async tx =>
        {
            var left = (await ApplicationReading.ListAsync(tx, round)).Where(application => application.Status == ApplicationStatus.Reviewed).Select(application => application.Number).ToList();
            if (left.Count == 0) return Refusal.Of("none-left", "round", $"批次 {round} 没有评审完成而未决定的申请。", $"Round {round} has no application that was reviewed and is not decided.");
            foreach (var number in left)
            {
                if (!(await ApplicationStore.HoldToManageAsync(tx, number)).IsDone(out var application, out var refusal)) return refusal;
                if (Acting.RefusalForReason(reason) is { } noReason) return noReason;
                if (await ApplicationStore.MoveAsync(tx, application, ApplicationStatus.Declined, reason) is { } notMoved) return notMoved;
            }

            return new RoundDeclined(round, left);
        }, stop);
}
