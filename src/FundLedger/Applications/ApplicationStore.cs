using FundLedger.Ledger;
using FundLedger.Outbox;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Applications;

internal static class ApplicationStore
{
    private static readonly SqlFile Insert = new("applications/insert_application");
    private static readonly SqlFile Lock = new("applications/lock_application");
    private static readonly SqlFile SaveDraft = new("applications/save_draft");
    private static readonly SqlFile SetStatus = new("applications/set_status");
    private static readonly SqlFile InsertMove = new("applications/insert_move");
    private static readonly SqlFile InsertVersion = new("applications/insert_version");
    private static readonly SqlFile InsertEligibility = new("applications/insert_eligibility");
    private static readonly SqlFile SetMember = new("applications/set_member");
    private static readonly SqlFile InsertMember = new("applications/insert_member");

    /// <summary>The application, held until the transaction ends.</summary>
    internal static async Task<GrantApplication?> HoldAsync(LedgerTransaction tx, string number)
    {
        await tx.ExecuteAsync(Lock, new { number });
        return await ApplicationReading.FindAsync(tx, number);
    }

    /// <summary>Held, for those who write in it, while it is open.</summary>
    internal static async Task<Outcome<GrantApplication>> HoldToWriteAsync(LedgerTransaction tx, string number)
    {
        if (await HoldAsync(tx, number) is not { } application) return Authority.NotThere;
        if (await RefusalForWriterAsync(tx, application) is { } notAllowed) return notAllowed;
        return RefusalForClosed(tx, application) is { } closed ? closed : application;
    }

    /// <summary>Held, for those who manage its programme.</summary>
    internal static async Task<Outcome<GrantApplication>> HoldToManageAsync(LedgerTransaction tx, string number)
    {
        var application = await HoldAsync(tx, number);
        return await Acting.RefusalForAsync(tx, Permission.RecordMoney, application?.OfProgramme) is { } notAllowed ? notAllowed : application!;
    }

    /// <summary>What is handed in lies where it is until it is opened again; nothing is written after the deadline.</summary>
    internal static Refusal? RefusalForClosed(LedgerTransaction tx, GrantApplication application)
    {
        if (!application.Status.IsOpen())
            return Refusal.Of("application-status", "application",
                $"申请 {application.Number} 的状态是“{application.Status.Name().Zh}”，不能修改。", $"Application {application.Number} is '{application.Status.Name().En}' and cannot be changed.");
        if (tx.RecordedAt < application.Round.OpensAt)
            return Refusal.Of("round-not-open", "application", "本批次还没有开始受理。", "The round has not opened yet.");
        return tx.RecordedAt < application.Deadline ? null : Refusal.Of("deadline-past", "application",
            $"截止时间 {GrantNames.InShanghai(application.Deadline)} 已过，不能再修改或提交。", $"The deadline, {GrantNames.InShanghai(application.Deadline)}, is past: it can no longer be changed or submitted.");
    }

    internal static Task<long> InsertAsync(LedgerTransaction tx, string number, GrantRound round, Organisations.Organisation organisation) => tx.SingleAsync<long>(Insert, new
    {
        number,
        round_id = round.Id,
        organisation_id = organisation.Id,
        draft = GrantJson.Write(new ApplicationContent()),
        currency = round.Budget.Currency.Code,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static Task SaveAsync(LedgerTransaction tx, GrantApplication application, ApplicationContent content) => tx.ExecuteAsync(SaveDraft, new
    {
        category = content.Category,
        title = content.Title,
        draft = GrantJson.Write(content),
        requested_minor = BudgetCheck.RequestedOf(content.Budget, application.Currency).MinorUnits,
        own_minor = BudgetCheck.OwnOf(content.Budget, application.Currency).MinorUnits,
        application_id = application.Id,
    });

    /// <summary>Moves it to another status and tells the trail; refuses what the table does not allow.</summary>
    /// <param name="reason">Empty where none is asked for.</param>
    /// <param name="deadline">Its own from now on; null to leave what it has.</param>
    internal static async Task<Refusal?> MoveAsync(LedgerTransaction tx, GrantApplication application, ApplicationStatus to, string reason = "", long? deadline = null)
    {
        if (!ApplicationFlow.Allows(application.Status, to))
            return Refusal.Of("application-status", "application",
                $"申请 {application.Number} 的状态是“{application.Status.Name().Zh}”，不能转为“{to.Name().Zh}”。", $"Application {application.Number} is '{application.Status.Name().En}' and cannot become '{to.Name().En}'.");
        await tx.ExecuteAsync(InsertMove, new
        {
            application_id = application.Id,
            from_status = StoredWords.Word(application.Status),
            to_status = StoredWords.Word(to),
            reason,
            deadline_at = deadline,
            actor = tx.Operation.Actor,
            recorded_at = tx.RecordedAt,
        });
        await tx.ExecuteAsync(SetStatus, new { status = StoredWords.Word(to), deadline_at = deadline ?? application.OwnDeadline, application_id = application.Id });
        await AuditTrail.AddAsync(tx, AuditNote.Done("move-application", "application", application.Number, $"{StoredWords.Word(application.Status)} → {StoredWords.Word(to)}"));
        var what = to switch
        {
            ApplicationStatus.Submitted => EventKind.ApplicationSubmitted,
            ApplicationStatus.ChangesRequested => EventKind.ApplicationReturned,
            ApplicationStatus.Declined or ApplicationStatus.Ineligible => EventKind.ApplicationDeclined,
            _ => null,
        };
        if (what is not null)
            await Events.AddAsync(tx, new Happening(what, application.Number)
            {
                Fund = application.Round.Programme.Fund.Code, Organisation = application.Organisation.Code,
                Detail = what == EventKind.ApplicationDeclined ? new Dictionary<string, string> { ["status"] = StoredWords.Word(to) } : new Dictionary<string, string>(),
            });
        return null;
    }

    internal static Task InsertVersionAsync(LedgerTransaction tx, GrantApplication application, CertifiedContent certified) => tx.ExecuteAsync(InsertVersion, new
    {
        application_id = application.Id,
        content = certified.ToJson(),
        content_sha256 = Convert.FromHexString(certified.Sha256()),
        certified_by = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static Task InsertAsync(LedgerTransaction tx, GrantApplication application, EligibilityQuestion question, string answer) => tx.ExecuteAsync(InsertEligibility, new
    {
        application_id = application.Id,
        question = question.Code,
        answer,
        makes_ineligible = question.Fails(answer) is null ? 0L : 1L,
        actor = tx.Operation.Actor,
        recorded_at = tx.RecordedAt,
    });

    internal static async Task SetMemberAsync(LedgerTransaction tx, GrantApplication application, string person, MemberRole role)
    {
        var row = new { application_id = application.Id, person_id = person, role = StoredWords.Word(role), actor = tx.Operation.Actor, recorded_at = tx.RecordedAt };
        if (await tx.ExecuteAsync(SetMember, row) == 0) await tx.ExecuteAsync(InsertMember, row);
    }

    private static async Task<Refusal?> RefusalForWriterAsync(LedgerTransaction tx, GrantApplication application)
    {
        if (!await Persons.AnyAsync(tx)) return null;
        if (await Persons.FindAsync(tx, tx.Operation.Actor) is not { IsActive: true } person) return Authority.NotThere;
        var isEditor = (await ApplicationReading.MembersAsync(tx, application)).Any(member => member.Person == person.Id && member.Role == MemberRole.Editor);
        return ApplicationSight.MayWrite(await Grants.OfAsync(tx, person.Id), application, isEditor, tx.Today) ? null : Authority.NotThere;
    }
}
