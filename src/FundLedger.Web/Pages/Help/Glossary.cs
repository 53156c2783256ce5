using FundLedger.Values;
using static FundLedger.Web.Pages.LedgerPage;

namespace FundLedger.Web.Pages.Help;

/// <summary>A word of the trade.</summary>
/// <param name="Code">Its anchor on the page of words; never changes.</param>
/// <param name="Means">One or two sentences that take nothing for granted.</param>
/// <param name="Parts">Of the site, where it stands and is explained below the page.</param>
internal sealed record Term(string Code, Bilingual Group, Bilingual Name, Bilingual Means, params Part[] Parts);

/// <summary>The one list of words, as the program uses them.</summary>
internal static class Glossary
{
    private static readonly Bilingual Books = new("账和基金", "Books and funds");
    private static readonly Bilingual Money = new("钱的来源", "Where money comes from");
    private static readonly Bilingual Grants = new("资助项目", "Grants");
    private static readonly Bilingual Spaces = new("空间与渐进撤出", "Spaces and the taper");
    private static readonly Bilingual Proof = new("核对与公开", "Checking and publishing");

    internal static IReadOnlyList<Term> All { get; } =
    [
        new("entity", Books, new("会计主体（账套）", "Entity"), new("法定的账由谁来记：基金会或街道。它有自己的科目表、会计期间和银行账户。", "Whose statutory books these are: a foundation or a street office, with its own chart, months and bank accounts."), Part.Periods, Part.Bank),
        new("fund", Books, new("基金", "Fund"), new("为一个目的管理的一笔钱，例如一个街道的社区基金；它不是法人，各基金通常共用银行账户，但各记各的账。", "A body of money for a purpose, such as the community fund of a street. It is no legal person; funds mostly share bank accounts, and each is counted for itself."), Part.PublicHome, Part.PublicFunds, Part.Funds),
        new("entry", Books, new("分录", "Entry"), new("记下一件事的一笔账：钱从哪里来、到哪里去，借贷相等。记下后不修改；记错了另记一笔冲销。", "The record of one thing that happened: where money came from and where it went, both sides equal. It is never changed; a mistake is reversed by another entry."), Part.Entries),
        new("reversal", Books, new("冲销", "Reversal"), new("用一笔相反的分录撤回记错的分录。原来的一笔仍然看得见。", "An opposite entry that takes a mistaken one back. The first stays to be seen."), Part.Entries),
        new("available", Books, new("可用", "Available"), new("现在还能承诺或支付的钱：可支出的现金减去应付和已立项未拨付。别人欠的不算。", "What may still be promised or paid: spendable cash less what is owed and committed. What others owe does not count."), Part.Overview, Part.Funds),
        new("committed", Books, new("已立项未拨付", "Committed"), new("立项时就扣下、还没有付的钱，不能再答应别人。", "Money set aside when a project was decided and not paid yet. It is promised to nobody else."), Part.Overview, Part.Funds, Part.PublicHome, Part.PublicFunds, Part.Awards),
        new("net-assets", Books, new("净资产", "Net assets"), new("有的减去欠的。捐赠人或拨款文件限定了用途或时间的部分叫限定性净资产；理事会自己的打算不算限定。", "What there is less what is owed. The part that a donor or a grant bound to a purpose or time is restricted; a board's own plan restricts nothing."), Part.Reports, Part.PublicFunds),
        new("suspense", Books, new("待查款项", "Suspense"), new("到了账、还不知道是谁给的或为什么给的钱。查清以后转到它的来源。", "Money that arrived and of which nobody knows yet whose it is or what for. Once known, it goes to its source."), Part.Overview, Part.Bank),
        new("period", Books, new("结账与反结账", "Closing a month"), new("结账后这个月不再记账，凭证编号确定；要改须两人同意重新打开，并留下记录。", "A closed month takes no more entries and its vouchers are numbered; it is opened again by two people, and that is recorded."), Part.Periods),
        new("source", Money, new("资金来源", "Source"), new("钱的出处和它带来的条件。每一笔都带着来源走，所以任何时候都说得清哪些是公共资金、哪些是捐款。", "Where money came from, with what was asked of it. It stays with every yuan, so that public money and gifts can always be told apart."), Part.Funds, Part.PublicFunds),
        new("seed-money", Money, new("种子资金", "Seed money"), new("区里按拨款文件投入的公共资金：给起步的社会组织，或与社会资金一起投入。用不完的要按规定交回。", "Public money a district puts in under a document: for organisations that begin, or beside social money. What is not spent goes back by rule."), Part.PublicHome, Part.Funds, Part.Matching),
        new("matching", Money, new("配比", "Matching"), new("有人捐款，公共资金按规则再加上一份，例如捐一元配一元。配上的仍是公共资金。", "Somebody gives, and public money is added by a rule, such as one yuan for each. What is added stays public money."), Part.PublicMatching, Part.Matching, Part.PublicFunds),
        new("pot", Money, new("配比池", "Pot"), new("为配比准备的钱。配完为止：先到先得，或期满后按比例分。", "The money set aside for matching. When it is used up it ends: first come first served, or shared out at the end."), Part.PublicMatching, Part.Matching),
        new("pledge", Money, new("认捐", "Pledge"), new("答应要给、还没有给的捐款。到账以前不算收入，也不配比。", "A gift promised and not yet given. It is no income and earns no match before the money is there."), Part.Donors),
        new("receipt", Money, new("捐赠票据", "Receipt"), new("捐款的凭据。财政部门的电子票据号由主管部门给；本账本的编号连续不断，作废的也留着。", "The proof of a gift. The fiscal number is given by the finance authority; the ledger's own numbers have no gaps, and void ones stay."), Part.Donors),
        new("agency", Money, new("受托代理", "Agency money"), new("替别人转交的钱，给谁已由出钱人指定，不算自己的收入。", "Money passed on for another who said to whom. It is not one's own income."), Part.Record),
        new("venture", Grants, new("公益创投", "Venture philanthropy"), new("像投资一样资助社会组织：分批申报、评审、立项、按进展付款、看成效。", "Helping organisations as an investor would: rounds to apply in, a review, a decision, money by progress, and a look at what came of it."), Part.PublicProgrammes, Part.Grants),
        new("round", Grants, new("批次", "Round"), new("资助计划的一次申报：有开始和截止的时间，有预算。", "One call of a programme: it opens, it closes, and has a budget."), Part.PublicProgrammes, Part.Applications, Part.Grants),
        new("award", Grants, new("立项", "Award"), new("决定资助一个项目。先公示，任何人可以提出异议；公示期满签协议，之后按批次付款。", "The decision to pay for a project. It is published first and anybody may object; then it is signed, and paid in parts."), Part.PublicProjects, Part.Awards, Part.Grants),
        new("tranche", Grants, new("拨付批次", "Tranche"), new("分几次付的其中一次。到期、并且报告或评估等条件齐备才付。", "One of the parts in which a grant is paid. It leaves when it is due and the report or evaluation it waits for is there."), Part.PublicProjects, Part.Awards, Part.Work),
        new("milestone", Grants, new("里程碑", "Milestone"), new("项目要达到的一步，例如中期评估合格。达到了才付下一批。", "A step a project must reach, such as passing its mid-term evaluation, before the next part is paid."), Part.Awards),
        new("clawback", Grants, new("追回", "Clawback"), new("付出去的钱没有按约定使用，要收回的部分。", "Money that was paid, not used as agreed, and is to come back."), Part.Awards),
        new("cofunding", Grants, new("社会资金", "Co-funding"), new("公共资金以外、由机构或社会投入的钱。有的规定先证明它到位，公共资金才跟上。", "Money beside the public one, from the organisation or from society. Some rules ask to see it first."), Part.Grants, Part.Awards),
        new("five-steps", Grants, new("提、议、定、办、评", "The five steps"), new("社区办一件事的五步：提出、商议、决定、办理、评议。", "How a community does something: propose, talk it over, decide, carry out, judge."), Part.PublicNeeds, Part.Needs),
        new("space", Spaces, new("社区公共空间", "Space"), new("居民用的场所，由主理人或机构运营，公共资金支持它起步。", "A place for residents, run by a host or an organisation, that public money helps to begin."), Part.PublicSpaces, Part.Spaces),
        new("self-sufficiency", Spaces, new("自我造血率", "Self-sufficiency"), new("空间自己挣的占它成本的多少；不含基金给的运营支持。", "How much of its cost a space earns itself, without the fund's support."), Part.PublicSpaces, Part.PublicTaper, Part.Spaces, Part.Taper),
        new("taper", Spaces, new("渐进撤出", "Taper-out"), new("前期投入、逐渐撤出：公共资金的份额一期比一期少，空间慢慢靠自己。", "Support at first, withdrawn step by step: the public share falls from period to period while the space comes to stand by itself."), Part.PublicTaper, Part.Taper, Part.PublicSpaces),
        new("return", Spaces, new("收益反哺", "Space revenue"), new("空间挣的钱有一部分回到基金，再用于社区。", "A part of what a space earns goes back to the fund, for the community again."), Part.Spaces),
        new("satisfaction", Spaces, new("居民满意度", "Satisfaction"), new("一人一票问出来的满意度。答的人数没到约定的最低数，就不代表居民。", "How content residents are, one voice a person. Below the number agreed on, a result speaks for nobody."), Part.PublicVoice, Part.Voice),
        new("approval", Proof, new("复核", "Approval"), new("一人提出、另一人同意才生效；谁提、谁同意，都留下记录。", "One proposes, another agrees, and only then it counts; who did is recorded."), Part.Approvals),
        new("verification", Proof, new("核验", "Verification"), new("程序从每一行重新算出全部余额和校验值，有一处对不上就指出来。", "The program works every balance and hash out again from the lines, and names the first place where something does not agree."), Part.Verification),
        new("checkpoint", Proof, new("检查点", "Checkpoint"), new("签了名的全账指纹。存下一个，以后谁改写了在它之前的分录，一比就知道。", "A signed fingerprint of all entries so far. Keep one, and it shows if anybody rewrites what came before it."), Part.Checkpoints, Part.PublicHome),
        new("proof", Proof, new("证明文件", "Proof"), new("一个小文件，不用相信任何人就能核对某一笔分录确实在账里。", "A small file by which one entry can be shown to be in the books, without trusting anybody."), Part.Checkpoints),
        new("disclosure", Proof, new("信息公开", "Disclosure"), new("法规要求公布的报表和公告。每一版都留着，更正写明理由。", "The statements and notices the rules ask for. Every version stays, and a correction says why."), Part.PublicDisclosures, Part.Disclosures),
        new("audit-query", Proof, new("审计查询", "Audit query"), new("审计人员就一笔账或一个数字提的问题，经办的人在期限内答复。", "A question of an auditor about an entry or a figure, answered by whoever manages it, in time."), Part.AuditQueries, Part.Audit),
        new("masking", Proof, new("隐去姓名", "Masking"), new("姓名只显示第一个字（王*）。要看全名须有权限，并留下记录。", "Of a name only the first character is shown. To see it whole takes a right, and is recorded."), Part.Donors),
    ];

    /// <summary>Those that stand on a part of the site.</summary>
    internal static IReadOnlyList<Term> Of(Part part) => part == Part.Help ? [] : [.. All.Where(term => term.Parts.Contains(part))];
}
