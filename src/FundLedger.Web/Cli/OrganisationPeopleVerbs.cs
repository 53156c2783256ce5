using System.CommandLine;
using FundLedger.Organisations;
using FundLedger.People.Roles;
using FundLedger.Values;

namespace FundLedger.Web.Cli;

/// <summary><c>organisation person add|end|erase</c>, <c>organisation relate|end-relation</c>.</summary>
internal static class OrganisationPeopleVerbs
{
    internal static Command In(Shell shell) => Commands.Group(shell, "person", new("机构的人员", "People of an organisation"), Add(shell), End(shell), Erase(shell));

    internal static Command Relate(Shell shell)
    {
        var code = OrganisationVerbs.Code(shell);
        var relation = Choices.Option(shell, "--relation", new("关系", "relation"), Choices.Of<OrganisationRelation>(), isRequired: true);
        var name = Options.Text(shell, "--name", new("名称", "NAME"), new("关联单位名称", "name of the other organisation"), isRequired: true);
        var credit = Options.Text(shell, "--credit-code", new("代码", "CODE"), new("其统一社会信用代码", "its unified social credit code"));
        var (since, until) = (Since(shell), Until(shell));
        return WriteVerb.Make(
            shell, "relate", new("登记关联单位", "Enter a related organisation"), Need.OverAll(Permission.RecordMoney), [code, relation, name, credit, since, until],
            run => new RelateOrganisation(run.Database).RunAsync(run.Asked, new NewRelation(run.Required(code), run.Value(relation), run.Required(name), run.Value(credit), Day(run, since), Day(run, until)), run.Stop),
            done => new($"已登记：第 {done.Relation} 号。", $"Entered: no. {done.Relation}."));
    }

    internal static Command EndRelation(Shell shell)
    {
        var (code, last) = (OrganisationVerbs.Code(shell), Options.Date(shell, "--last", new("最后一天", "the last day"), isRequired: true));
        var relation = new Option<long>("--relation") { Description = shell.In("关联单位编号，见 organisation show", "number of the relation, as 'organisation show' prints it"), HelpName = shell.In("编号", "NUMBER"), Required = true };
        return WriteVerb.Make(
            shell, "end-relation", new("关联关系到某日为止", "End a relation to another organisation"), Need.OverAll(Permission.RecordMoney), [code, relation, last],
            run => new RelateOrganisation(run.Database).EndAsync(run.Asked, run.Required(code), run.Required(relation), run.Required(last), run.Stop),
            done => new($"第 {done.Relation} 号已结束。", $"No. {done.Relation} is ended."));
    }

    private static Command Add(Shell shell)
    {
        var code = OrganisationVerbs.Code(shell);
        var relation = Choices.Option(shell, "--relation", new("身份", "what they are"), Choices.Of<PersonRelation>(), isRequired: true);
        var name = Options.Text(shell, "--name", new("姓名", "NAME"), new("姓名", "the name"), isRequired: true);
        var phone = Options.Text(shell, "--phone", new("电话", "NUMBER"), new("电话", "telephone"));
        var id = Options.Text(shell, "--id", new("号码", "NUMBER"), new("证件号码：只存密钥，不存号码", "identity number: only a key of it is kept"));
        var (since, until) = (Since(shell), Until(shell));
        return WriteVerb.Make(
            shell, "add", new("登记人员，用于发现利益冲突", "Enter a person, to find conflicts of interest"), Need.OverAll(Permission.RecordMoney), [code, relation, name, phone, id, since, until],
            run => new AddOrganisationPerson(run.Database).RunAsync(run.Asked, new NewOrganisationPerson(run.Required(code), run.Value(relation), run.Required(name), run.Value(phone), run.Value(id), Day(run, since), Day(run, until)), run.Stop),
            done => new($"已登记：第 {done.Person} 号。", $"Entered: no. {done.Person}."));
    }

    private static Command End(Shell shell)
    {
        var (code, person, last) = (OrganisationVerbs.Code(shell), Number(shell), Options.Date(shell, "--last", new("最后一天", "the last day"), isRequired: true));
        return WriteVerb.Make(
            shell, "end", new("某人到某日为止不再是机构人员", "Somebody is a person of the organisation up to a day"), Need.OverAll(Permission.RecordMoney), [code, person, last],
            run => new EndOrganisationPerson(run.Database).RunAsync(run.Asked, run.Required(code), run.Required(person), run.Required(last), run.Stop),
            done => new($"第 {done.Person} 号已结束。", $"No. {done.Person} is ended."));
    }

    private static Command Erase(Shell shell)
    {
        var (code, person) = (OrganisationVerbs.Code(shell), Number(shell));
        return WriteVerb.Make(
            shell, "erase", new("擦除姓名、电话和密钥，不能恢复", "Remove name, telephone and keys for good"), Need.OverAll(Permission.ErasePeople), [code, person],
            run => new EndOrganisationPerson(run.Database).EraseAsync(run.Asked, run.Required(code), run.Required(person), run.Stop),
            done => new($"第 {done.Person} 号已擦除。", $"No. {done.Person} is erased."));
    }

    private static Option<long> Number(Shell shell) => new("--person") { Description = shell.In("人员编号，见 organisation show", "number of the person, as 'organisation show' prints it"), HelpName = shell.In("编号", "NUMBER"), Required = true };

    private static Option<DateOnly> Since(Shell shell) => Options.Date(shell, "--since", new("自", "since"));

    private static Option<DateOnly> Until(Shell shell) => Options.Date(shell, "--until", new("至，含当天", "until, included"));

    private static DateOnly? Day(WriteRun run, Option<DateOnly> option) => run.Has(option) ? run.Value(option) : null;
}
