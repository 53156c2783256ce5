using CsCheck;
using FundLedger.People.Roles;
using static FundLedger.People.Roles.Permission;
using static FundLedger.People.Roles.PersonRole;
using static FundLedger.Tests.TestLedger;

namespace FundLedger.Tests.People;

/// <summary>The table of the roles, written out a second time: a change of one must be a change of both.</summary>
public sealed class WhoMayDoWhat
{
    private static readonly Dictionary<Permission, PersonRole[]> Expected = new()
    {
        [ReadLedger] = [Administrator, FundManager, Approver, Auditor],
        [ExportLedger] = [FundManager, Auditor],
        [RevealName] = [FundManager, Auditor],
        [RecordMoney] = [FundManager],
        [Propose] = [FundManager],
        [Approve] = [Approver],
        [ClosePeriod] = [FundManager],
        [ManageFunds] = [Administrator],
        [ErasePeople] = [Administrator],
        [ManagePeople] = [Administrator],
        [ManageSettings] = [Administrator],
        [ReadTrail] = [Administrator, Auditor],
        [Verify] = [Administrator, FundManager, Approver, Operator, Auditor],
        [Audit] = [Auditor],
        [Operate] = [Administrator, Operator],
        [ReadOrganisation] = [OrganisationOwner, OrganisationCertifier, OrganisationEditor, OrganisationViewer, Auditor],
        [EditOrganisation] = [OrganisationOwner, OrganisationEditor],
        [CertifyOrganisation] = [OrganisationCertifier],
        [ManageOrganisation] = [OrganisationOwner],
        [Review] = [Expert],
        [ReadOwnGifts] = [PersonRole.Donor],
    };

    private static readonly Target Own = new("MAIN", "LAKE", "ORG", "p-1");
    private static readonly Target Others = new("EAST", "RIVER", "OTHER", "p-2");

    private static IEnumerable<TestCaseData> Table() =>
        from role in Enum.GetValues<PersonRole>()
        from act in Enum.GetValues<Permission>()
        select new TestCaseData(role, act);

    [TestCaseSource(nameof(Table))]
    public void Each_role_may_do_what_the_table_says_to_its_own_and_nothing_to_anothers(PersonRole role, Permission act)
    {
        var isAllowed = act == ReadPublished || Expected[act].Contains(role);
        foreach (var scope in new[] { Scope.OfEntity("MAIN"), Scope.OfFund("LAKE"), Scope.OfOrganisation("ORG") })
        {
            Assert.That(MayDo(role, scope, act, Own), Is.EqualTo(isAllowed), $"{scope}");
            Assert.That(MayDo(role, scope, act, Others), Is.EqualTo(act == ReadPublished), $"{scope}");
            Assert.That(MayDo(role, scope, act, Target.WholeLedger), Is.EqualTo(act == ReadPublished), $"{scope} reaches the whole ledger");
        }

        Assert.That(MayDo(role, Scope.WholeLedger, act, Own), Is.EqualTo(isAllowed));
        Assert.That(MayDo(role, Scope.WholeLedger, act, Others), Is.EqualTo(isAllowed && act is not (ReadOwnGifts or Review)));
        Assert.That(MayDo(role, Scope.WholeLedger, act, Own with { Person = null }), Is.EqualTo(isAllowed && act is not (ReadOwnGifts or Review)));
    }

    [Test]
    public void Auditors_and_all_who_only_look_can_change_nothing_of_the_books()
    {
        Permission[] changes = [RecordMoney, Propose, Approve, ClosePeriod, ManageFunds, ErasePeople, ManagePeople, ManageSettings, EditOrganisation, CertifyOrganisation, ManageOrganisation, Review];
        foreach (var role in new[] { Auditor, OrganisationViewer, PersonRole.Donor, Operator }) Assert.That(Authority.Of(role).Intersect(changes), Is.Empty, $"{role}");
    }

    [Test]
    public void No_role_both_proposes_and_checks() =>
        Assert.That(Enum.GetValues<PersonRole>().Where(role => Authority.Of(role).Contains(Propose) && Authority.Of(role).Contains(Approve)), Is.Empty);

    [TestCase(14, false)]
    [TestCase(15, true)]
    [TestCase(20, true)]
    [TestCase(21, false)]
    public void A_grant_holds_on_its_days(int day, bool holds)
    {
        var grant = new Grant(1, "p-1", FundManager, Scope.WholeLedger, March(15), March(20), IsRevoked: false);
        Assert.That(Authority.MayDo([grant], RecordMoney, Own, March(day)), Is.EqualTo(holds));
        Assert.That(Authority.MayDo([grant with { IsRevoked = true }], RecordMoney, Own, March(day)), Is.False);
    }

    [Test]
    public void What_is_missing_and_what_is_anothers_are_refused_in_the_same_words()
    {
        Grant[] grants = [new(1, "p-1", FundManager, Scope.OfFund("LAKE"), March(1), null, false)];
        Assert.That(Authority.RefusalFor(grants, ReadLedger, null, Today), Is.Not.Null.And.EqualTo(Authority.RefusalFor(grants, ReadLedger, Others, Today)));
        Assert.That(Authority.RefusalFor(grants, ReadLedger, Own, Today), Is.Null);
        Assert.That(Authority.RefusalFor([], ReadPublished, Own, Today), Is.Null);
        Assert.That(Authority.MayDo([], ReadLedger, Target.WholeLedger, Today), Is.False);
    }

    [Test]
    public void Another_grant_never_takes_a_right_away() => Gen.Select(GenGrant.Array[0, 4], GenGrant, Gen.Enum<Permission>()).Sample((grants, more, act) =>
    {
        foreach (var target in new[] { Own, Others, Target.WholeLedger })
            if (Authority.MayDo(grants, act, target, Today)) Assert.That(Authority.MayDo([.. grants, more], act, target, Today), Is.True);
    });

    private static readonly Scope[] Scopes = [Scope.WholeLedger, Scope.OfEntity("MAIN"), Scope.OfFund("RIVER"), Scope.OfOrganisation("ORG")];

    private static readonly Gen<Grant> GenGrant = Gen.Select(
        Gen.Enum<PersonRole>(), Gen.Int[0, 3].Select(i => Scopes[i]), Gen.Bool,
        (role, scope, isRevoked) => new Grant(1, "p-1", role, scope, March(1), null, isRevoked));

    private static bool MayDo(PersonRole role, Scope scope, Permission act, Target target) =>
        Authority.MayDo([new Grant(1, "p-1", role, scope, March(1), null, IsRevoked: false)], act, target, Today);
}
