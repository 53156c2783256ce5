namespace FundLedger.Values;

/// <summary>A kind of text that the ledger keeps, and the most characters of one: the same on every database.</summary>
/// <remarks>SQL Server keeps no longer ones, and to it a code with blanks behind it is the code without them. A test compares each kind with the columns it goes into.</remarks>
/// <param name="Longest">In the units of UTF-16, of the text in NFC.</param>
/// <param name="IsCode">Something is found again by it: no blank may stand at its ends.</param>
public sealed record KeptText(Bilingual Name, int Longest, bool IsCode)
{
    public static readonly KeptText OperationKey = Code("操作编号", "operation key", 200);
    public static readonly KeptText Actor = Code("操作人编号", "actor's id", 200);
    public static readonly KeptText EntityCode = Code("会计主体代码", "entity's code", 40);
    public static readonly KeptText ChartCode = Code("科目表名称", "chart's name", 40);
    public static readonly KeptText AccountCode = Code("科目代码", "account's code", 40);
    public static readonly KeptText FundCode = Code("基金代码", "fund's code", 40);
    public static readonly KeptText SourceCode = Code("资金来源代码", "source's code", 200);
    public static readonly KeptText Subject = Code("事项编号", "subject", 200);
    public static readonly KeptText ProfileName = Code("读法名称", "profile's name", 200);
    public static readonly KeptText LayoutCode = Code("导出格式代码", "layout's code", 40);
    public static readonly KeptText OrganisationCode = Code("组织代码", "organisation's code", 200);
    public static readonly KeptText PayeeCode = Code("收款方代码", "payee's code", 40);
    public static readonly KeptText AwardNumber = Code("立项编号", "award's number", 60);
    public static readonly KeptText PlanNumber = Code("计划编号", "plan's number", 60);
    public static readonly KeptText Reason = Text("理由", "reason", 2_000);
    public static readonly KeptText ActKind = Code("事项种类", "kind of act", 60);
    public static readonly KeptText EntryKind = Code("分录种类", "kind of entry", 60);
    public static readonly KeptText DocumentType = Text("凭据种类", "kind of document", 60);
    public static readonly KeptText DocumentId = Text("凭据编号", "document's number", 400);
    public static readonly KeptText AppropriationNumber = Text("拨款文件号", "appropriation's number", 100);
    public static readonly KeptText Giver = Text("拨款单位", "giver's name", 200);
    public static readonly KeptText Title = Text("名称", "name", 200);
    public static readonly KeptText SourceName = Text("资金来源名称", "source's name", 400);
    public static readonly KeptText DonorName = Text("捐赠人姓名", "donor's name", 200);
    public static readonly KeptText PersonName = Text("姓名", "name", 200);
    public static readonly KeptText SignInName = Text("登录名", "sign-in name", 200);
    public static readonly KeptText Email = Text("电子邮箱", "e-mail address", 254);
    public static readonly KeptText TokenLabel = Text("用途", "label", 200);
    public static readonly KeptText FiscalText = Code("财政票据的代码、号码或校验码", "code of a fiscal receipt", 20);
    public static readonly KeptText SiteAddress = Text("地址", "address", 1_000);
    public static readonly KeptText FileName = Text("文件名", "file's name", 260);

    /// <summary>Why a text cannot be kept as it is; null for one that can, and for none.</summary>
    /// <param name="field">Where it was given, to be mended there.</param>
    public Refusal? RefusalFor(string? text, string field)
    {
        if (string.IsNullOrEmpty(text)) return null;
        var length = text.ToNfc().Length;
        if (length > Longest)
            return Refusal.Of("text-too-long", field, $"{Name.Zh}有 {length} 个字符，最多 {Longest} 个。请缩短。", $"The {Name.En} has {length} characters; at most {Longest} can be kept. Shorten it.");
        if (IsCode && (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])))
            return Refusal.Of("blank-at-end", field, $"{Name.Zh}“{text}”的首尾有空格。请去掉空格。", $"The {Name.En} '{text}' begins or ends with a blank. Take the blank away.");
        return null;
    }

    private static KeptText Code(string zh, string en, int longest) => new(new(zh, en), longest, IsCode: true);

    private static KeptText Text(string zh, string en, int longest) => new(new(zh, en), longest, IsCode: false);
}
