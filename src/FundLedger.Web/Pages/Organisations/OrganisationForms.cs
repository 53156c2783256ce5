using FundLedger.Ledger;
using FundLedger.Organisations;
using FundLedger.People.Approvals;
using FundLedger.People.Roles;
using FundLedger.Storage;
using FundLedger.Values;
using FundLedger.Web.Approving;
using FundLedger.Web.Pages.Record;
using static FundLedger.Web.Pages.Organisations.DirectoryForm;
using Directory = FundLedger.Organisations.Directory;

namespace FundLedger.Web.Pages.Organisations;

/// <summary>The directory itself: profiles, documents, bars, what the directory asks for.</summary>
internal static class OrganisationForms
{
    internal static readonly FormField OfOrganisation = Kept("organisation", new("机构", "Organisation"));

    private static readonly FormField[] ProfileFields =
    [
        Text("name", new("机构名称", "Name"), isRequired: true), Choice<OrganisationKind>("kind", new("类别", "Kind"), kind => kind.Name()),
        Text("credit-code", new("统一社会信用代码", "Unified social credit code"), hint: new("18 位；只有备案的社区社会组织可以没有", "18 characters; only community organisations on file may have none")),
        Text("fields", new("业务领域", "Fields of work"), hint: new("用顿号分开，如“养老、儿童”", "with commas between, such as: elderly, children")),
        Text("place", new("所在地", "Place")), Day("founded-on", new("成立日期", "Founded on")),
    ];

    private static readonly FormField PayeeField = Text("payee", new("收款方代码", "Code of the payee"), hint: new("先在“付款”里登记收款方；账户变更须他人复核，过了冷静期才付款", "register the payee under Payments first; a changed account is checked by another and cools before it is paid to"));

    private static DirectoryForm Register { get; } = new("new-organisation", new("登记机构", "Register an organisation"), new("把社会组织登记进目录；资质文件随后上传并核验。", "Enter a social organisation into the directory; its documents are uploaded and verified next."),
        [Text("code", new("代码", "Code"), isRequired: true, new("自己取，字母、数字、连字符，如“QINGHE”", "your own: letters, digits, hyphens, such as QINGHE")), .. ProfileFields, PayeeField],
        (ask, _) => Task.FromResult(ask.Page.IsManager ? Nothing : null),
        sent =>
        {
            var profile = Profile(sent.Read, sent.Read.Text("code"), sent.Read.Optional("payee"));
            return () => new RegisterOrganisation(sent.Database).RunAsync(sent.Asked, profile, sent.Stop).Then(done => new Recorded(new($"已登记：{done.Code}。", $"Registered: {done.Code}."), PathOf(done.Code)));
        })
    { Back = _ => ("/organisations", new("机构目录", "Directory")) };

    private static DirectoryForm Edit { get; } = new("organisation", new("更改机构资料", "Change the profile"), new("改动会成为新的版本，先前的版本和理由都保留。", "A change becomes a new version; the earlier ones stay, with the reason."),
        [OfOrganisation, .. ProfileFields, Reason], (ask, reader) => ProfileOfAsync(ask, reader, found => ask.Page.MayEdit(found.Code)),
        sent =>
        {
            var (read, code, reason) = (sent.Read, sent.Ask.Of("organisation"), sent.Read.Text("reason"));
            var profile = Profile(read, code, null);
            return async () =>
            {
                // Who is paid is the fund managers' business: the organisation's own form leaves it as it is.
                var payee = (await sent.Database.ReadAsync(reader => Directory.FindAsync(reader, code), sent.Stop))?.Payee;
                return await new ChangeOrganisation(sent.Database).RunAsync(sent.Asked, profile with { Payee = payee }, reason, sent.Stop).Then(done => Said(done.Code, new("资料已更改。", "The profile is changed.")));
            };
        })
    { Back = BackToOrganisation, IsLight = true };

    private static DirectoryForm Payee { get; } = new("organisation-payee", new("指定收款方", "Name the payee"), new("拨款付给这个收款方；账户本身在“付款”里登记和变更。", "Money for the organisation is paid to this payee; the account itself is registered and changed under Payments."),
        [OfOrganisation, PayeeField, Reason], (ask, reader) => ProfileOfAsync(ask, reader, _ => ask.Page.IsManager),
        sent =>
        {
            var (code, payee, reason) = (sent.Ask.Of("organisation"), sent.Read.Optional("payee"), sent.Read.Text("reason"));
            return async () => await sent.Database.ReadAsync(reader => Directory.FindAsync(reader, code), sent.Stop) is not { } known ? Authority.NotThere
                : await new ChangeOrganisation(sent.Database).RunAsync(sent.Asked, new OrganisationProfile(code, known.Name, known.Kind, known.CreditCode, known.Fields, known.Place, known.FoundedOn, payee), reason, sent.Stop)
                    .Then(done => Said(done.Code, new("收款方已指定。", "The payee is named.")));
        })
    { Back = BackToOrganisation };

    private static DirectoryForm Document { get; } = new("organisation-document", new("上传资质文件", "Upload a qualification document"), new("由另一人核验后才算数；续期时上传新的一份。", "It counts once another person has verified it; to renew, upload the new one."),
        [
            OfOrganisation, Choice<QualificationKind>("kind", new("文件种类", "Kind of document"), kind => kind.Name()), Text("number", new("编号", "Number"), isRequired: true),
            Day("from", new("有效期自", "Valid from"), isRequired: true), Day("to", new("有效期至", "Valid to"), hint: new("含当天；长期有效的留空", "last day, included; leave empty where it has no end")),
            FormField.Evidence(new("文件", "File")) with { Hint = new("扫描件，不超过 10 兆字节", "a scan of at most 10 MB") },
        ],
        (ask, reader) => FindAsync(ask, reader, found => ask.Page.MayEdit(found.Code)),
        sent =>
        {
            var (read, code) = (sent.Read, sent.Ask.Of("organisation"));
            var (kind, number, from, to) = (read.Choice<QualificationKind>("kind"), read.Text("number"), read.Day("from"), read.OptionalDay("to"));
            return () => new AddQualification(sent.Database).RunAsync(sent.Asked, new NewQualification(code, kind, number, from, to, sent.File!), sent.Stop).Then(_ => Said(code, new("文件已上传，等待核验。", "The document is uploaded and waits to be verified.")));
        })
    { Back = BackToOrganisation, IsLight = true };

    private static DirectoryForm Check { get; } = new("organisation-check", new("核验资质文件", "Verify a qualification document"), new("与原件或登记机关的公示核对；上传者不能核验自己的文件。", "Compare it with the original or the register; nobody verifies what they uploaded themselves."),
        [OfOrganisation, Kept("document", new("文件", "Document")), new("verified", FieldKind.Choice, new("结论", "Verdict"), Choices: [("yes", new("核验无误", "It is as it says")), ("no", new("不予认可", "Not accepted"))]),
            Text("reason", new("理由", "Reason"), hint: new("不予认可时必填", "needed where it is not accepted"))],
        (ask, reader) => FindAsync(ask, reader, _ => ask.Page.IsManager),
        sent =>
        {
            var (code, number, isVerified, reason) = (sent.Ask.Of("organisation"), sent.Read.Number("document") ?? 0, sent.Ask.Of("verified") != "no", sent.Read.Optional("reason") ?? "");
            return () => new CheckQualification(sent.Database).RunAsync(sent.Asked, number, isVerified, reason, sent.Stop)
                .Then(done => Said(code, done.IsVerified ? new("文件已核验。", "The document is verified.") : new("文件不予认可。", "The document is not accepted.")));
        })
    { Back = BackToOrganisation };

    private static DirectoryForm Bar { get; } = new("organisation-bar", new("禁入", "Bar from awards"), new("禁入期内不能立项；撤销须两人。", "Nothing is awarded while it is barred; two people take a bar back."),
        [OfOrganisation, Day("from", new("自", "From"), isRequired: true), Day("to", new("至（含当天）", "To (included)"), isRequired: true), Reason], (ask, reader) => FindAsync(ask, reader, _ => ask.Page.IsManager),
        sent =>
        {
            var bar = new NewBar(sent.Ask.Of("organisation"), sent.Read.Day("from"), sent.Read.Day("to"), sent.Read.Text("reason"));
            return () => new BarOrganisation(sent.Database).RunAsync(sent.Asked, bar, sent.Stop).Then(done => Said(bar.Organisation, new($"已禁入：第 {done.Bar} 号。", $"Barred: no. {done.Bar}.")));
        })
    { Back = BackToOrganisation };

    private static DirectoryForm Unbar { get; } = new("organisation-unbar", TakeBackBar.Kind.Name, new("由另一人复核后生效。", "It takes effect when another person has agreed."),
        [OfOrganisation, Kept("bar", new("禁入编号", "Number of the bar")), Reason], (ask, reader) => FindAsync(ask, reader, _ => ask.Page.IsManager),
        sent =>
        {
            var wanted = new BarTakenBack(sent.Ask.Of("organisation"), sent.Read.Number("bar") ?? 0, sent.Read.Text("reason"));
            return () => new ProposeAct(sent.Database).RunAsync(sent.Asked, TakeBackBar.Kind, wanted, null, stop: sent.Stop).Then(done => new Recorded(ProposalWords.Said(done), $"/approvals/{done.Proposal}"));
        })
    { Back = BackToOrganisation };

    private static DirectoryForm Move { get; } = new("organisation-move", new("暂停、恢复、退出或重新加入", "Suspend, resume, leave or return"), new("暂停和退出期间不能立项。", "Nothing is awarded to one that is suspended or has left."),
        [OfOrganisation, Choice<OrganisationMove>("move", new("变动", "What happens"), move => move.Name()), FormField.On, Reason], (ask, reader) => FindAsync(ask, reader, _ => ask.Page.IsManager),
        sent =>
        {
            var (code, move, on, reason) = (sent.Ask.Of("organisation"), sent.Read.Choice<OrganisationMove>("move"), sent.Read.Day("on"), sent.Read.Text("reason"));
            return () => new MoveOrganisation(sent.Database).RunAsync(sent.Asked, code, move, on, reason, sent.Stop).Then(done => Said(code, new($"已记录：{done.Move.Name().Zh}。", $"Recorded: {done.Move.Name().En}.")));
        })
    { Back = BackToOrganisation };

    private static DirectoryForm Rules { get; } = new("rules", new("目录规则", "Rules of the directory"), new("续期何时开启、何时提醒。各类机构须有哪些文件，用命令行设定。", "When a renewal opens and when it is reminded of. Which documents each kind must have is set on the command line ('organisation rules')."),
        [Text("opens-before", new("到期前几天开启续期", "Days before the end that a renewal opens"), isRequired: true), Text("reminds-before", new("到期前几天提醒", "Days before the end that it is reminded of"), isRequired: true)],
        async (ask, reader) =>
        {
            if (!ask.Page.IsManager) return null;
            var rules = await DirectoryRules.LoadAsync(reader);
            return new Dictionary<string, string?> { ["opens-before"] = $"{rules.OpensBefore}", ["reminds-before"] = $"{rules.RemindsBefore}" };
        },
        sent =>
        {
            var (opens, reminds) = (sent.Read.Count("opens-before") ?? 0, sent.Read.Count("reminds-before") ?? 0);
            return async () =>
            {
                var rules = await sent.Database.ReadAsync(DirectoryRules.LoadAsync, sent.Stop);
                return await new SetDirectoryRules(sent.Database).RunAsync(sent.Asked, rules with { OpensBefore = opens, RemindsBefore = reminds }, sent.Stop).Then(_ => new Recorded(new("目录规则已设定。", "The rules of the directory are set."), "/organisations"));
            };
        })
    { Back = _ => ("/organisations", new("机构目录", "Directory")) };

    internal static IReadOnlyList<DirectoryForm> All { get; } = [Register, Edit, Payee, Document, Check, Bar, Unbar, Move, Rules];

    internal static string PathOf(string code) => $"/organisations/{Uri.EscapeDataString(code)}";

    internal static (string Path, Bilingual Name) BackToOrganisation(DirectoryAsk ask) => (PathOf(ask.Of("organisation")), new("机构页面", "The organisation"));

    internal static Recorded Said(string code, Bilingual says) => new(says, PathOf(code));

    /// <summary>Nothing to fill in; null where there is no such organisation, or they may not.</summary>
    internal static async Task<IReadOnlyDictionary<string, string?>?> FindAsync(DirectoryAsk ask, LedgerReader reader, Func<Organisation, bool> may) =>
        await Directory.FindAsync(reader, ask.Of("organisation")) is { } found && may(found) ? Nothing : null;

    private static async Task<IReadOnlyDictionary<string, string?>?> ProfileOfAsync(DirectoryAsk ask, LedgerReader reader, Func<Organisation, bool> may) =>
        await Directory.FindAsync(reader, ask.Of("organisation")) is not { } found || !may(found) ? null : new Dictionary<string, string?>
        {
            ["name"] = found.Name, ["kind"] = found.Kind.ToString(), ["credit-code"] = found.CreditCode, ["fields"] = string.Join('、', found.Fields), ["place"] = found.Place, ["founded-on"] = found.FoundedOn?.ToIso(), ["payee"] = found.Payee,
        };

    private static OrganisationProfile Profile(FormReading read, string code, string? payee) => new(
        code, read.Text("name"), read.Choice<OrganisationKind>("kind"), read.Optional("credit-code"), OrganisationProfile.FieldsOf(read.Optional("fields")), read.Optional("place") ?? "", read.OptionalDay("founded-on"), payee);
}
