using FundLedger.Organisations;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Values;

namespace FundLedger.Web.Demo;

/// <summary>One organisation of the round, with who signs for it.</summary>
/// <param name="No">From 0.</param>
/// <param name="Head">Name of its legal representative.</param>
/// <param name="Owner">Who writes for it.</param>
/// <param name="Certifier">Who signs.</param>
internal sealed record DemoApplicant(int No, string Code, string Name, OrganisationKind Kind, string Head, string Owner, string Certifier)
{
    internal string Phone => $"1390021{No:D4}";
}

/// <summary>Everybody who plays in a round of grants: the office, organisations, experts. Nobody has another's name, so that no conflict of interest is found but those that are planted.</summary>
internal sealed class DemoCompany
{
    internal const int Organisations = 40, Experts = 12;

    private static readonly string[] Names = ["邻里", "银龄", "青禾", "向阳", "暖巷", "同心", "乐活", "拾光", "知行", "绿野", "萤火", "守望", "和风", "百草"];
    private static readonly (string Name, OrganisationKind Kind)[] Kinds = [("社会工作服务中心", OrganisationKind.SocialService), ("社区服务社", OrganisationKind.SocialService), ("志愿者协会", OrganisationKind.SocialGroup)];

    private DemoCompany(string manager, string approver, IReadOnlyList<string> experts, IReadOnlyList<DemoApplicant> applicants) => (Manager, Approver, Judges, Applicants) = (manager, approver, experts, applicants);

    internal string Manager { get; }
    internal string Approver { get; }
    internal IReadOnlyList<string> Judges { get; }
    internal IReadOnlyList<DemoApplicant> Applicants { get; }

    internal static async Task<DemoCompany> GatherAsync(DemoCast cast, CancellationToken stop)
    {
        var office = await DemoSignIns.PeopleAsync(cast, CodeOf(0), stop);
        var (experts, applicants) = (new List<string> { office[PersonRole.Expert] }, new List<DemoApplicant>());
        for (var i = 1; i < Experts; i++) experts.Add(await cast.PersonAsync(new PersonNames(NameOf(400 + i), $"expert-{i + 1}"), PersonRole.Expert, Scope.WholeLedger, stop));
        for (var i = 0; i < Organisations; i++)
        {
            var (code, scope, (kindName, kind)) = (CodeOf(i), Scope.OfOrganisation(CodeOf(i)), Kinds[i / Names.Length]);
            var owner = i == 0 ? office[PersonRole.OrganisationOwner] : await cast.PersonAsync(new PersonNames(NameOf(2 * i), $"owner-{i + 1}"), PersonRole.OrganisationOwner, scope, stop);
            var certifier = i == 0 ? office[PersonRole.OrganisationCertifier] : await cast.PersonAsync(new PersonNames(NameOf(2 * i + 1), $"certifier-{i + 1}"), PersonRole.OrganisationCertifier, scope, stop);
            applicants.Add(new DemoApplicant(i, code, Names[i % Names.Length] + kindName, kind, NameOf(300 + i), owner, certifier));
        }

        return new DemoCompany(office[PersonRole.FundManager], office[PersonRole.Approver], experts, applicants);
    }

    internal static string CodeOf(int organisation) => $"SO{organisation + 1:D2}";

    private static string NameOf(int number) => DemoPeople.Nth(number);
}
