using FundLedger.Organisations;
using FundLedger.People.Accounts;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Pages.Record;
using static FundLedger.Web.Pages.Organisations.DirectoryForm;
using static FundLedger.Web.Pages.Organisations.OrganisationForms;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>People of organisations, the organisations behind them, and their team.</summary>
internal static class PeopleForms
{
    private static readonly FormField Number = Kept("person", new("人员", "Person"));

    private static DirectoryForm Add { get; } = new("organisation-person", new("登记相关人员", "Enter a person"), new("用于发现利益冲突：姓名和电话平时遮盖，证件号只留密钥，不存号码。", "To find conflicts of interest: names and telephones are masked, and of an identity number only a key is kept."),
        [
            OfOrganisation, Choice<PersonRelation>("relation", new("身份", "What they are"), relation => relation.Name()), Text("name", new("姓名", "Name"), isRequired: true), Text("phone", new("电话", "Telephone")),
            Text("id", new("证件号码", "Identity number"), hint: new("只存密钥，不存号码", "only a key of it is kept")), Day("since", new("自", "Since")), Day("until", new("至", "Until")),
        ],
        (ask, reader) => FindAsync(ask, reader, found => ask.Page.MayEdit(found.Code)),
        sent =>
        {
            var read = sent.Read;
            var person = new NewOrganisationPerson(sent.Ask.Of("organisation"), read.Choice<PersonRelation>("relation"), read.Text("name"), read.Optional("phone"), read.Optional("id"), read.OptionalDay("since"), read.OptionalDay("until"));
            return () => new AddOrganisationPerson(sent.Database).RunAsync(sent.Asked, person, sent.Stop).Then(_ => Said(person.Organisation, new("人员已登记。", "The person is entered.")));
        })
    { Back = BackToOrganisation, IsLight = true };

    private static DirectoryForm End { get; } = new("organisation-person-end", new("结束或擦除人员", "End or erase a person"), new("结束：到某日为止。擦除：姓名、电话和密钥永久移除，不能恢复。", "End: up to a day. Erase: name, telephone and keys are removed for good."),
        [OfOrganisation, Number, Day("last", new("最后一天", "Last day"), isRequired: true), new("erase", FieldKind.Tick, new("擦除姓名、电话和密钥", "Erase name, telephone and keys"))],
        (ask, reader) => FindAsync(ask, reader, found => ask.Page.MayManage(found.Code)),
        sent =>
        {
            var (code, number, last, erases) = (sent.Ask.Of("organisation"), sent.Read.Number("person") ?? 0, sent.Read.Day("last"), sent.Read.IsTicked("erase"));
            var end = new EndOrganisationPerson(sent.Database);
            return () => (erases ? end.EraseAsync(sent.Asked, code, number, sent.Stop) : end.RunAsync(sent.Asked, code, number, last, sent.Stop))
                .Then(_ => Said(code, erases ? new("人员已擦除。", "The person is erased.") : new("已记录结束。", "The end is recorded.")));
        })
    { Back = BackToOrganisation };

    private static DirectoryForm Relate { get; } = new("organisation-relation", new("登记关联单位", "Enter a related organisation"), new("上级、下属、同一控制、曾任职单位：评审时据此发现利益冲突。", "Parents, subsidiaries, the same control, past employers: reviews find conflicts of interest by them."),
        [OfOrganisation, Choice<OrganisationRelation>("relation", new("关系", "Relation"), relation => relation.Name()), Text("name", new("单位名称", "Its name"), isRequired: true), Text("credit-code", new("统一社会信用代码", "Unified social credit code")), Day("since", new("自", "Since")), Day("until", new("至", "Until"))],
        (ask, reader) => FindAsync(ask, reader, found => ask.Page.MayEdit(found.Code)),
        sent =>
        {
            var read = sent.Read;
            var relation = new NewRelation(sent.Ask.Of("organisation"), read.Choice<OrganisationRelation>("relation"), read.Text("name"), read.Optional("credit-code"), read.OptionalDay("since"), read.OptionalDay("until"));
            return () => new RelateOrganisation(sent.Database).RunAsync(sent.Asked, relation, sent.Stop).Then(_ => Said(relation.Organisation, new("关联单位已登记。", "The related organisation is entered.")));
        })
    { Back = BackToOrganisation, IsLight = true };

    private static DirectoryForm EndRelation { get; } = new("organisation-relation-end", new("结束关联关系", "End a relation"), new("到某日为止；以前的评审仍据此发现利益冲突。", "Up to a day; what was reviewed before is still checked by it."),
        [OfOrganisation, Kept("relation", new("关联单位", "Related organisation")), Day("last", new("最后一天", "Last day"), isRequired: true)],
        (ask, reader) => FindAsync(ask, reader, found => ask.Page.MayEdit(found.Code)),
        sent =>
        {
            var (code, number, last) = (sent.Ask.Of("organisation"), sent.Read.Number("relation") ?? 0, sent.Read.Day("last"));
            return () => new RelateOrganisation(sent.Database).EndAsync(sent.Asked, code, number, last, sent.Stop).Then(_ => Said(code, new("已记录结束。", "The end is recorded.")));
        })
    { Back = BackToOrganisation, IsLight = true };

    private static DirectoryForm Invite { get; } = new("organisation-invite", new("邀请团队成员", "Invite somebody to the team"), new("负责人管理团队；填报人编辑资料和申请；签署人代表机构签署；查看人只看。", "The owner manages the team; editors edit; the certifier signs for the organisation; viewers look."),
        [OfOrganisation, Text("name", new("姓名", "Name"), isRequired: true), Text("signInName", new("登录名", "Sign-in name"), isRequired: true), Text("email", new("电子邮箱", "E-mail")), new("role", FieldKind.Choice, new("职责", "Role"), Choices: [.. OrganisationTeam.Roles.Select(role => (role.ToString(), role.Name()))])],
        (ask, reader) => FindAsync(ask, reader, found => ask.Page.MayManage(found.Code)),
        sent =>
        {
            var (code, names) = (sent.Ask.Of("organisation"), new PersonNames(sent.Read.Text("name"), sent.Read.Text("signInName"), sent.Read.Optional("email")));
            var role = Enum.TryParse<PersonRole>(sent.Ask.Of("role"), out var chosen) ? chosen : PersonRole.OrganisationOwner;
            return async () =>
            {
                var secret = Secret.New();
                var outcome = await new OrganisationTeam(sent.Database).InviteAsync(sent.Asked, code, names, role, secret, sent.Stop);
                // Of one sent again the link was shown then, and the ledger keeps only its hash.
                if (outcome is Outcome<PersonInvited>.Done { WasDoneBefore: false }) sent.Ask.Page.ShowLink(secret);
                return await Task.FromResult(outcome).Then(_ => Said(code, new("已邀请。", "The person is invited.")));
            };
        })
    { Back = BackToOrganisation };

    private static DirectoryForm Take { get; } = new("organisation-take-role", new("收回职责", "Take a role back"), new("此人从现在起不能再代表机构登录办事。", "From now on this person does nothing for the organisation."),
        [OfOrganisation, Number, Kept("grant", new("职责编号", "Number of the role"))],
        (ask, reader) => FindAsync(ask, reader, found => ask.Page.MayManage(found.Code)),
        sent =>
        {
            var (code, person, grant) = (sent.Ask.Of("organisation"), sent.Ask.Of("person"), sent.Read.Number("grant") ?? 0);
            return () => new OrganisationTeam(sent.Database).TakeAsync(sent.Asked, code, person, grant, sent.Stop).Then(_ => Said(code, new("职责已收回。", "The role is taken back.")));
        })
    { Back = BackToOrganisation };

    internal static IReadOnlyList<DirectoryForm> All { get; } = [Add, End, Relate, EndRelation, Invite, Take];
}
