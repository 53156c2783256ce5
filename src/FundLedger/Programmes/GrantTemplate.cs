namespace FundLedger.Programmes;

/// <summary>Terms to begin with: every number in them is a suggestion, to be looked at by those who set the programme up.</summary>
public static class GrantTemplate
{
    /// <summary>A round of venture philanthropy: four tranches, four criteria, an application form with a question that hangs on another.</summary>
    public static GrantTerms Venture(Currency currency) => new(
        [
            new("start-up", new("初创", "Start-up"), new Money(50_000 * currency.MinorPerUnit, currency)),
            new("growth", new("成长", "Growth"), new Money(200_000 * currency.MinorPerUnit, currency)),
        ],
        [
            new("need", new("需求真实", "A need that is there"), 30), new("plan", new("方案可行", "A plan that can be done"), 30),
            new("team", new("团队能力", "What the team can do"), 20), new("lasting", new("可持续性", "What stays afterwards"), 20),
        ],
        Tranches)
    {
        PublicShareAtMost = new BasisPoints(6_000),
        BarYears = 3,
        CostRules = new GrantCostRules([CostLineKind.FixedAsset], new BasisPoints(4_000)),
        Eligibility =
        [
            new("registered", new("机构是否已登记满一年？", "Has the organisation been registered for a year?"), [new(FormRules.No, new("登记不满一年的机构不能申报。", "An organisation registered for less than a year may not apply."))]),
            new("barred", new("近三年是否有严重失信记录？", "Has there been a serious breach of trust in the last three years?"), [new(FormRules.Yes, new("有严重失信记录的机构不能申报。", "An organisation with such a record may not apply."))]),
        ],
        Form = Questions,
        Documents = [new("plan", new("项目计划书", "Project plan")), new("partners", new("合作方意向书", "Letters of partners"), Required: false)],
    };

    private static IReadOnlyList<TrancheTerms> Tranches =>
    [
        new(new BasisPoints(4_000), null, TrancheDay.Signing, 15, InWorkingDays: true, [], new("首期", "First")),
        new(new BasisPoints(3_000), null, TrancheDay.ProjectStart, 120, InWorkingDays: false, [new(TrancheRequirementKind.ReportAccepted), new(TrancheRequirementKind.CofundingProved)], new("二期", "Second")),
        new(new BasisPoints(2_000), null, TrancheDay.ProjectStart, 240, InWorkingDays: false, [new(TrancheRequirementKind.MidTermPassed)], new("三期", "Third")),
        new(null, null, TrancheDay.ProjectEnd, 30, InWorkingDays: false, [new(TrancheRequirementKind.FinalPassed), new(TrancheRequirementKind.Satisfaction, 8_000)], new("尾款", "Last")),
    ];

    private static IReadOnlyList<FormQuestion> Questions =>
    [
        new("summary", new("用三句话说明项目", "The project in three sentences"), QuestionKind.LongText, Required: true),
        new("people", new("预计服务居民人数", "How many residents it serves"), QuestionKind.Number, Required: true),
        new("starts", new("项目开始日期", "The project's first day"), QuestionKind.Date, Required: true),
        new("space", new("是否使用社区公共空间？", "Does it use a community space?"), QuestionKind.YesNo, Required: true),
        new("space-name", new("哪一处空间？", "Which space?"), QuestionKind.ShortText, Required: true, ShownIf: new("space", FormRules.Yes)),
        new("groups", new("主要服务对象", "Whom it serves most"), QuestionKind.ManyChoices, Options:
            [new("elders", new("老人", "Elders")), new("children", new("儿童", "Children")), new("newcomers", new("新居民", "Newcomers")), new("all", new("全体居民", "Everybody"))]),
    ];
}
