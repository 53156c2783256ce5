namespace FundLedger.Web.Demo;

/// <summary>People and givers who do not exist.</summary>
internal static class DemoPeople
{
    internal static readonly string[] Companies =
    [
        "青川春晖超市有限公司", "青川禾木建材有限公司", "云桥物业服务有限公司", "青川百味餐饮有限公司", "南窗设计工作室", "青川星火印刷有限公司", "和顺出租汽车有限公司", "青川区餐饮行业协会",
    ];

    private static readonly string[] Surnames = ["王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴", "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗", "欧阳", "司徒"];
    private static readonly string[] GivenNames =
    [
        "明远", "秀英", "建国", "小雨", "思源", "玉兰", "志强", "晓梅", "嘉禾", "一诺", "春生", "雅琴", "文博", "桂芳", "子涵", "海燕", "立新", "若溪", "卫东", "静怡", "堃", "喆", "祎",
    ];

    /// <summary>Another one for each number below 500.</summary>
    internal static string Nth(int number) => Surnames[number % Surnames.Length] + GivenNames[number % GivenNames.Length];

    internal static string Person(Random chance) => Surnames[chance.Next(Surnames.Length)] + GivenNames[chance.Next(GivenNames.Length)];
}
