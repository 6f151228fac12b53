"""What the files of the catalogue are called on screen."""

from collections.abc import Mapping

from wording.words import mark

BUSINESS_AREAS: Mapping[str, str] = {
    "dossiers": mark("Hồ sơ thủ tục hành chính"),
    "deadlines": mark("Hạn trả kết quả"),
    "online_services": mark("Dịch vụ công trực tuyến"),
    "services": mark("Thủ tục và dịch vụ"),
    "synchronisation": mark("Kết nối và định danh"),
    "digitisation": mark("Số hóa"),
    "service_index": mark("Chỉ số phục vụ người dân"),
    "documents": mark("Văn bản điều hành"),
    "tasks": mark("Nhiệm vụ"),
    "coverage": mark("Phủ sóng và hạ tầng viễn thông"),
    "facilities": mark("Trường học, trạm y tế"),
    "society": mark("Xã hội số"),
    "networks": mark("Mạng và thiết bị cơ quan"),
    "portals": mark("Cổng và trang thông tin"),
    "security": mark("An toàn thông tin"),
    "petitions": mark("Phản ánh và hài lòng"),
    "rankings": mark("Xếp hạng"),
}
