using FundLedger.Ledger;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.People.Trail;
using FundLedger.Programmes;

namespace FundLedger.Applications;

public sealed record ApplicationMemberSet(string Number, string Person, MemberRole Role);

/// <summary>Brings somebody into the team of one application, or lets them go: by those who write for the organisation. They must work for some organisation.</summary>
public sealed class SetApplicationMember(Database database)
{
    public Task<Outcome<ApplicationMemberSet>> RunAsync(Asked asked, string number, string person, MemberRole role, CancellationToken stop = default) => database.WriteAsync<ApplicationMemberSet>(
        asked.For("set-application-member", OperationField.Of("application", number), OperationField.Of("person", person), OperationField.Of("role", StoredWords.Word(role))),
        async tx =>
        {
            var application = await ApplicationStore.HoldAsync(tx, number);
            if (await Acting.RefusalForAsync(tx, Permission.EditOrganisation, application?.OfOrganisation) is { } notAllowed) return notAllowed;
            if (await Persons.FindAsync(tx, person) is not { IsActive: true } || !Authority.MayDoSomewhere(await Grants.OfAsync(tx, person), Permission.ReadOrganisation, tx.Today))
                return Refusal.Of("member-unknown", "person", "没有这位机构人员。团队成员须在某个机构有职责。", "There is no such person. A member of the team holds a role in some organisation.");
            await ApplicationStore.SetMemberAsync(tx, application!, person, role);
            await AuditTrail.AddAsync(tx, AuditNote.Done("set-application-member", "application", number, $"{person} {StoredWords.Word(role)}"));
            return new ApplicationMemberSet(number, person, role);
        }, stop);
}
