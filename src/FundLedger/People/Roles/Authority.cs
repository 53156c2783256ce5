using System.Collections.Frozen;

namespace FundLedger.People.Roles;

/// <summary>Who may do what to what: one table and one pure function.</summary>
public static class Authority
{
    private static readonly FrozenDictionary<PersonRole, Permission[]> Table = new Dictionary<PersonRole, Permission[]>
    {
        // Runs the place and moves no money: that is the fund manager's and the approver's.
        [PersonRole.Administrator] =
            [Permission.ReadLedger, Permission.ManageFunds, Permission.ManagePeople, Permission.ManageSettings, Permission.ErasePeople, Permission.ReadTrail, Permission.Verify, Permission.Operate],
        [PersonRole.FundManager] =
            [Permission.ReadLedger, Permission.ExportLedger, Permission.RevealName, Permission.RecordMoney, Permission.Propose, Permission.ClosePeriod, Permission.Verify],
        [PersonRole.Approver] = [Permission.ReadLedger, Permission.Approve, Permission.Verify],
        [PersonRole.Expert] = [Permission.Review],
        [PersonRole.OrganisationOwner] = [Permission.ReadOrganisation, Permission.EditOrganisation, Permission.ManageOrganisation],
        [PersonRole.OrganisationCertifier] = [Permission.ReadOrganisation, Permission.CertifyOrganisation],
        [PersonRole.OrganisationEditor] = [Permission.ReadOrganisation, Permission.EditOrganisation],
        [PersonRole.OrganisationViewer] = [Permission.ReadOrganisation],
        [PersonRole.Operator] = [Permission.Operate, Permission.Verify],
        [PersonRole.Auditor] = [Permission.ReadLedger, Permission.ExportLedger, Permission.RevealName, Permission.ReadOrganisation, Permission.ReadTrail, Permission.Verify, Permission.Audit],
        [PersonRole.Donor] = [Permission.ReadOwnGifts],
    }.ToFrozenDictionary();

    /// <summary>Acts that are only ever about one's own.</summary>
    private static readonly FrozenSet<Permission> OwnOnly = FrozenSet.ToFrozenSet([Permission.ReadOwnGifts, Permission.Review]);

    /// <summary>What a role allows, wherever it is given.</summary>
    public static IReadOnlyList<Permission> Of(PersonRole role) => Table[role];

    /// <summary>Whether somebody who holds these roles on this day may do this to that.</summary>
    /// <param name="grants">All of one person's, in force or not; none for somebody who is not signed in.</param>
    public static bool MayDo(IEnumerable<Grant> grants, Permission act, Target target, DateOnly day) =>
        act == Permission.ReadPublished
        || grants.Any(grant => grant.HoldsOn(day) && Table[grant.Role].Contains(act) && grant.Scope.Covers(target) && (!OwnOnly.Contains(act) || target.Person == grant.Person));

    /// <summary>Whether they may do this to something at all: what a menu asks.</summary>
    public static bool MayDoSomewhere(IEnumerable<Grant> grants, Permission act, DateOnly day) =>
        act == Permission.ReadPublished || grants.Any(grant => grant.HoldsOn(day) && Table[grant.Role].Contains(act));

    /// <summary>The refusal for what is not there and for what is another's: one and the same, so that nobody learns what exists by asking.</summary>
    /// <param name="target">Null when what was asked for does not exist.</param>
    public static Refusal? RefusalFor(IEnumerable<Grant> grants, Permission act, Target? target, DateOnly day) =>
        target is not null && MayDo(grants, act, target, day) ? null : NotThere;

    public static readonly Refusal NotThere = Refusal.Of("not-there", "", "没有这条记录，或您无权操作。", "There is no such record, or it is not yours to work with.");
}
